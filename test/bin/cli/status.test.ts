/** `headcount status --json`: its keys stand in the order that earlier versions printed. */
import { afterAll, expect, it } from 'vitest';
import { Place } from '../../support/program.ts';

const place = new Place({ sites: [{ id: 'shop', hosts: ['shop.example'] }] });
afterAll(() => place.dispose());

it('status prints sites, days, salts, what waits, what is held back and the last seal, in this order', async () => {
  const { status, stdout } = await place.run(['status', '--json']);
  expect(status).toBe(0);
  expect(stdout).toBe('{"sites":["shop"],"days":[],"salts":[],"waiting":0,"held":[],"lastSeal":null}\n');
});

it('status warns of a pattern that keeps every page by name, in its text and as a hint', async () => {
  const all = new Place({ sites: [{ id: 'shop', hosts: ['shop.example'], published: ['/*'] }] });
  const text = await all.run(['status']);
  expect(text.stdout).toContain('$.sites[0].published[0] matches every page');
  const { hints } = JSON.parse((await all.run(['status', '--json'])).stdout) as { hints: readonly string[] };
  expect(hints).toEqual([expect.stringContaining('matches every page')]);
  all.dispose();
});
