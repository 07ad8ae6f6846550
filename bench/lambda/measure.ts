/**
 * Measures for bench.mjs, on Node 24. Rounds of ours and of the bare handler alternate; medians count. It may not leave
 * a process behind.
 */
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, CONFIG } from '../../test/aws/collector/bundle.ts';
import { httpEvent, numbered } from '../../test/aws/collector/http-events.ts';
import { Firehose } from '../../test/standins/firehose.ts';
import { JsonService } from '../../test/standins/json-service.ts';
import { LambdaFunction } from '../../test/standins/lambda/runtime-api.ts';

const short = process.argv.includes('--short');
const STARTS = short ? 7 : 25;
const ROUNDS = short ? 5 : 15;
const INVOCATIONS = short ? 200 : 600;

const salts = new Map<string, object>();
const [firehose, dynamodb] = await Promise.all([
  new Firehose().start(),
  new JsonService(({ operation, body }) => {
    const input = JSON.parse(body) as { Key?: { day: { S: string } }; Item?: { day: { S: string } } };
    if (operation === 'GetItem')
      return { ok: salts.has(input.Key?.day.S ?? '') ? { Item: salts.get(input.Key?.day.S ?? '') } : {} };
    salts.set(input.Item?.day.S ?? '', input.Item ?? {});
    return { ok: {} };
  }).start(),
]);
const env = {
  HEADCOUNT_STREAM: 'arrivals',
  HEADCOUNT_FALLBACK_QUEUE: 'http://127.0.0.1:1/q',
  HEADCOUNT_SALTS_TABLE: 'salts',
  AWS_ENDPOINT_URL_FIREHOSE: firehose.url,
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
  AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1',
};
const ours = bundle('collector');
const withoutCountries = bundle('collector', { ...CONFIG, country: 'none' });
const bareRoot = mkdtempSync(join(tmpdir(), 'headcount-bare-'));
copyFileSync(join(import.meta.dirname, 'bare.mjs'), join(bareRoot, 'index.mjs'));
// Imports the bundle and reports the time, within the runtime client, so that modules loaded by the client are not
// counted.
for (const root of [ours.root, bareRoot])
  writeFileSync(
    join(root, 'timed.mjs'),
    "const before = performance.now();\nawait import('./index.mjs');\nconst took = performance.now() - " +
      'before;\nexport const handler = async () => took;\n',
  );

async function importTime(root: string): Promise<number> {
  const started = await new LambdaFunction({ root, env, handler: 'timed.handler' }).start();
  const invoked = await started.invoke({});
  await started.stop();
  if (!('result' in invoked)) throw new Error('the bundle could not be imported');
  return invoked.result as number;
}

/** Returns the milliseconds of each of `count` invocations. */
async function invocations(lambda: LambdaFunction, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const event = httpEvent({ body: JSON.stringify(numbered(n + 1)) });
    const before = performance.now();
    const invoked = await lambda.invoke(event);
    times.push(performance.now() - before);
    if (!('result' in invoked) || (invoked.result as { statusCode: number }).statusCode !== 202)
      throw new Error('an invocation was not answered 202');
    firehose.records.length = 0;
    firehose.sent.length = 0;
  }
  return times;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const least = (numbers: readonly number[]): number => Math.min(...numbers);
const ms = (number: number): string => number.toFixed(2);

try {
  const imports = { ours: [] as number[], bare: [] as number[] };
  for (let n = 0; n < STARTS; n += 1) {
    imports.bare.push(await importTime(bareRoot));
    imports.ours.push(await importTime(ours.root));
  }
  process.stdout.write(
    `lambda: bundle ${statSync(join(ours.root, 'index.mjs')).size.toLocaleString('en')} bytes (target 250,000)\n`,
  );
  process.stdout.write(
    `lambda: import ${ms(median(imports.ours))} ms, at best ${ms(least(imports.ours))}; bare handler ${ms(median(imports.bare))}: ratio ${(median(imports.ours) / median(imports.bare)).toFixed(1)} (${STARTS} starts; target 40 ms)\n`,
  );

  const first = { with: [] as number[], without: [] as number[] };
  for (let n = 0; n < STARTS; n += 1) {
    for (const [kind, { root }] of [
      ['with', ours],
      ['without', withoutCountries],
    ] as const) {
      const started = await new LambdaFunction({ root, env }).start();
      await started.invoke(httpEvent({ method: 'GET', path: '/healthz' }));
      first[kind].push(...(await invocations(started, 1)));
      await started.stop();
    }
  }
  process.stdout.write(
    `lambda: first event ${ms(median(first.without))} ms without a country database, ${ms(median(first.with))} with it: the reading of it ${ms(median(first.with) - median(first.without))} ms, once an instance\n`,
  );

  const [collector, bare] = await Promise.all([
    new LambdaFunction({ root: ours.root, env }).start(),
    new LambdaFunction({ root: bareRoot, env }).start(),
  ]);
  try {
    await invocations(bare, INVOCATIONS);
    await invocations(collector, INVOCATIONS);
    const rounds: { ours: number; bare: number }[] = [];
    for (let n = 0; n < ROUNDS; n += 1)
      rounds.push({
        bare: median(await invocations(bare, INVOCATIONS)),
        ours: median(await invocations(collector, INVOCATIONS)),
      });
    const [oursMs, bareMs, above] = [
      median(rounds.map((one) => one.ours)),
      median(rounds.map((one) => one.bare)),
      median(rounds.map((one) => one.ours - one.bare)),
    ];
    process.stdout.write(
      `lambda: warm invocation ${ms(oursMs)} ms, a bare handler with the same Firehose call ${ms(bareMs)}: ${ms(above)} ms above it, ratio ${(oursMs / bareMs).toFixed(2)} (${ROUNDS} rounds of ${INVOCATIONS}; target 2 ms above)\n`,
    );
  } finally {
    await Promise.all([collector.stop(), bare.stop()]);
  }
} finally {
  await Promise.all([firehose.stop(), dynamodb.stop()]);
  for (const one of [ours, withoutCountries]) one.dispose();
  rmSync(bareRoot, { recursive: true, force: true });
}
