/** The arithmetic of docs/scale.md, done again from the assumptions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assumptionValues } from '#core/cost/assumptions';
import { workload } from '#core/cost/workload';
import { ROOT } from '../../support/root.ts';

const PAGE = readFileSync(join(ROOT, 'docs/scale.md'), 'utf8');
const a = assumptionValues();
const RATES = [10, 1_000, 100_000];
const MONTH = a.days * 86_400;
const PER_EVENT = 1 + a.script_loads_per_event;

/** Returns the cells of the row that begins with the given text, as numbers multiplied by their unit's factor. */
function row(begins: string): number[] {
  const line = PAGE.split('\n').find((one) => one.startsWith(`| ${begins}`)) ?? '';
  return line
    .split('|')
    .slice(2, 2 + RATES.length)
    .map((cell) => {
      const [, figure, unit = ''] = /^([\d.,]+) ?([MGT]?)B?$/.exec(cell.trim()) ?? [];
      return Number(figure?.replaceAll(',', '')) * ({ M: 1e6, G: 1e9, T: 1e12 }[unit] ?? 1);
    });
}

/** Compares to the printed digits, two or more. */
function near(found: readonly number[], of: (rate: number) => number): void {
  for (const [index, rate] of RATES.entries())
    expect(
      Math.abs((found[index] ?? NaN) / of(rate) - 1),
      `${rate} events/s: ${found[index]} against ${of(rate)}`,
    ).toBeLessThan(0.06);
}

describe('what a rate asks for', () => {
  it.each<[string, (rate: number) => number]>([
    ['events per month', (rate) => rate * MONTH],
    ['requests/s', (rate) => rate * PER_EVENT],
    [
      'Lambda, at work at once',
      (rate) => (rate * a.collector_ms + rate * a.script_loads_per_event * a.script_ms) / 1_000,
    ],
    ['Lambda, environments', (rate) => Math.ceil((rate * PER_EVENT) / 10)],
    ['Firehose, calls', (rate) => rate / a.events_per_request],
    ['Firehose, MiB/s', (rate) => (rate * a.record_bytes) / 2 ** 20],
    [
      'objects of arrivals',
      (rate) => Math.max(86_400 / a.buffer_seconds, (rate * 86_400 * a.record_bytes) / a.buffer_bytes),
    ],
    ['arrivals a day', (rate) => rate * 86_400 * a.parquet_bytes],
    ['read by the seal', (rate) => rate * 86_400 * a.parquet_bytes * a.seal_scans],
    ['reads of the salt', (rate) => Math.ceil((rate * PER_EVENT) / 10)],
  ])('%s is what it comes to', (begins, of) => {
    near(row(begins), of);
  });

  it('agrees with what the bill is made of', () => {
    const month = workload(1_000 * MONTH, new Set(), a);
    expect(month.api_requests / MONTH).toBeCloseTo(row('requests/s')[1] ?? 0, 6);
  });
});

it('each quota ends at the rate that uses it up', () => {
  const ends = (begins: string) =>
    Number(
      PAGE.split('\n')
        .find((line) => line.startsWith(`| ${begins}`))
        ?.split('|')[3]
        ?.trim()
        .split(' ')[0]
        ?.replaceAll(',', ''),
    );
  expect(ends('Our own throttle')).toBe(Math.floor(500 / PER_EVENT));
  expect(ends('Lambda, a new account')).toBe(Math.floor(100 / PER_EVENT));
  expect(ends('Firehose Direct PUT, Frankfurt')).toBe(Math.min(1_000, Math.floor(2 ** 20 / a.record_bytes)));
  expect(ends('Firehose Direct PUT, us-east-1')).toBe(
    Math.min(2_000, Math.floor((5 * 2 ** 20) / a.record_bytes)),
  );
  expect(ends('API Gateway')).toBe(Math.floor(10_000 / PER_EVENT));
  expect(ends('Lambda, the usual quota')).toBe(Math.floor(10_000 / PER_EVENT));
  expect(ends('DynamoDB, one item')).toBe((3_000 * 10) / PER_EVENT);
  for (const bytes of [2 ** 20, 5 * 2 ** 20])
    expect(PAGE).toContain(`ends at ${Math.floor(bytes / a.record_bytes).toLocaleString('en')}`);
});
