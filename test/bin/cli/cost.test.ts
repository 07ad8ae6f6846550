/** `headcount cost`: the bill, as text and as JSON. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, runWarm } from '../../support/warm-program.ts';

async function cost(...words: string[]) {
  const { status, stdout, stderr } = await runWarm(['cost', ...words], { cwd: join(ROOT, 'test') });
  return { status, out: stdout, err: stderr };
}

it('cost --json gives the bill by service and meter, whose figures add up, with date, options and assumptions', async () => {
  const { status, out, err } = await cost(
    '--events-per-month',
    '10000000',
    '--region',
    'eu-west-1',
    '--json',
  );
  expect([status, err]).toEqual([0, '']);
  const bill = JSON.parse(out) as {
    usd: number;
    services: {
      service: string;
      usd: number;
      meters: { name: string; amount: number; unit: string; usd: number }[];
    }[];
  };
  expect(bill).toMatchObject({
    events_per_month: 10_000_000,
    region: 'eu-west-1',
    currency: 'USD',
    free_tier: false,
    options: [],
    assumptions: { events_per_request: 1, record_bytes: 600 },
  });
  expect(bill).toHaveProperty('prices_of', expect.stringMatching(/^\d{4}-\d\d-\d\d$/));
  expect(bill.services.reduce((sum, one) => sum + one.usd, 0)).toBeCloseTo(bill.usd, 2);
  for (const one of bill.services)
    expect(
      one.meters.reduce((sum, meter) => sum + meter.usd, 0),
      one.service,
    ).toBeCloseTo(one.usd, 2);
});

it('cost prints the idle bill for 0, and what it assumed', async () => {
  const { status, out } = await cost('--events-per-month', '0');
  expect(status).toBe(0);
  expect(out).toMatch(/^total +0\.\d\d$/m);
  expect(out).not.toContain('API Gateway ');
  expect(out).toContain('Assumed:');
});

it('the bill is cheaper with the free tier and with batches, dearer with options', async () => {
  const usd = async (...words: string[]) =>
    (JSON.parse((await cost('--events-per-month', '5_000_000', '--json', ...words)).out) as { usd: number })
      .usd;
  const plain = await usd();
  expect(await usd('--free-tier')).toBeLessThan(plain);
  expect(await usd('--events-per-request', '20')).toBeLessThan(plain / 2);
  expect(await usd('--operations', '--kms')).toBeGreaterThan(plain + 7);
});

it.each([
  [
    'an unknown region',
    ['--events-per-month', '1', '--region', 'mars-1'],
    'eu-central-1, eu-west-1, us-east-1',
  ],
  ['no number', [], '--events-per-month is missing'],
  ['a number that is none', ['--events-per-month', '1e6'], 'takes a number'],
  [
    'less than one event a request',
    ['--events-per-month', '1', '--events-per-request', '0'],
    'takes a number',
  ],
])('cost refuses %s with status 2 and one line that says what may be written', async (_, words, said) => {
  const { status, out, err } = await cost(...words);
  expect([status, out, err.trim().split('\n').length]).toEqual([2, '', 1]);
  expect(err).toContain(said);
});
