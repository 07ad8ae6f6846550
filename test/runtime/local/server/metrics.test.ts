/** What `/metrics` shows, and that nothing in it moves when a single request comes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notStoredRow } from '#core/anonymize/anonymize-event';
import { REASONS, type Reason } from '#core/event/outcomes';
import { prometheusText } from '#core/operator/prometheus-text';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { HourlyCounts } from '#runtime/local/server/hourly-counts';
import { LoopDelay } from '#runtime/local/server/loop-delay';
import { metricsAnswer } from '#runtime/local/server/metrics';
import { readPrometheusText } from '../../../support/prometheus-text.ts';

const at = (iso: string) => Date.parse(iso);
const rows = (count: number, reason: Reason = 'bot') =>
  Array.from({ length: count }, () => notStoredRow('shop', '2026-03-10', reason, () => 'f'.repeat(32)));

let data: DataDir;
beforeEach(() => {
  data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-metrics-')));
});
afterEach(() => rmSync(data.root, { recursive: true }));

function served({
  counts = new HourlyCounts(),
  delay = new LoopDelay(),
  now = at('2026-03-10T12:00:00Z'),
} = {}) {
  const answer = metricsAnswer({
    data,
    clock: () => now,
    counts,
    delay,
    engine: { restarts: 2 },
    version: '1.2.3',
  });
  return { answer, metrics: readPrometheusText(String(answer.body)) };
}

describe('the counters of events', () => {
  it('change at the full hour alone, and show full hundreds since the start', () => {
    const counts = new HourlyCounts();
    const bots = () => counts.events.find(({ reason }) => reason === 'bot')?.count ?? 0;
    counts.tick(at('2026-03-10T12:30:00Z'));
    counts.note(rows(250));
    counts.tick(at('2026-03-10T12:59:59Z'));
    expect(bots()).toBe(0);
    counts.tick(at('2026-03-10T13:00:00Z'));
    expect(bots()).toBe(200);
    counts.note(rows(49));
    counts.tick(at('2026-03-10T14:00:00Z'));
    expect(bots()).toBe(200);
    counts.note(rows(1));
    counts.tick(at('2026-03-10T15:00:00Z'));
    expect(bots()).toBe(300);
  });

  it('count the items of a row, name every reason with its outcome, and have no site', () => {
    const counts = new HourlyCounts();
    counts.tick(0);
    counts.note(rows(1, 'opted_out').map((row) => ({ ...row, items: 500 })));
    counts.tick(3_600_000);
    const { samples } = served({ counts }).metrics.get('headcount_events_total') ?? { samples: [] };
    expect(samples).toHaveLength(1 + Object.keys(REASONS).length);
    for (const { labels } of samples) expect(Object.keys(labels)).toEqual(['outcome', 'reason']);
    expect(samples.filter(({ value }) => value > 0)).toEqual([
      { labels: { outcome: 'opted_out', reason: 'opted_out' }, value: 500 },
    ]);
  });
});

it('durations of requests are those of the last full hour, at bounds, and absent below a hundred requests', () => {
  const counts = new HourlyCounts();
  counts.tick(0);
  for (let request = 0; request < 99; request += 1) counts.noteDuration(0.003);
  counts.tick(3_600_000);
  expect(counts.quantiles).toEqual([]);
  for (let request = 0; request < 98; request += 1) counts.noteDuration(0.003);
  for (const seconds of [0.03, 60]) counts.noteDuration(seconds);
  expect(counts.quantiles, 'the hour is not over').toEqual([]);
  counts.tick(7_200_000);
  expect(counts.quantiles).toEqual([
    { quantile: 0.5, seconds: 0.005 },
    { quantile: 0.9, seconds: 0.005 },
    { quantile: 0.99, seconds: 0.05 },
  ]);
});

it('the delay of the event loop is that of the last minute', () => {
  const delay = new LoopDelay();
  expect(delay.seconds).toBeUndefined();
  for (const elapsed of [0, 1_250, 2_250, 3_260]) delay.tick(elapsed, 1_000);
  expect(delay.seconds).toEqual({ median: 0.01, maximum: 0.25 });
  for (let second = 1; second <= 60; second += 1) delay.tick(3_260 + second * 1_000, 1_000);
  expect(delay.seconds).toEqual({ median: 0, maximum: 0 });
});

it('the journal shows full 64 KiB and full hours, so that a line more or less is not seen', () => {
  const value = (name: string, now: number) => served({ now }).metrics.get(name)?.samples[0]?.value;
  const now = Date.now();
  expect([value('headcount_journal_bytes', now), value('headcount_journal_age_seconds', now)]).toEqual([
    0, 0,
  ]);
  mkdirSync(data.journal, { recursive: true });
  const segment = join(data.journal, '2026-03-10.2026-03-10.aa.open');
  writeFileSync(segment, 'x'.repeat(65_535));
  expect(value('headcount_journal_bytes', now)).toBe(0);
  writeFileSync(segment, 'x'.repeat(2 * 65_536 + 5));
  writeFileSync(join(data.journal, 'roll'), 'no segment');
  expect(value('headcount_journal_bytes', now)).toBe(131_072);
  const hourEnd = (Math.floor(Date.now() / 3_600_000) + 1) * 3_600_000;
  expect(value('headcount_journal_age_seconds', hourEnd - 1)).toBe(0);
  expect(value('headcount_journal_age_seconds', hourEnd + 1)).toBe(3_600);
});

it('the seal shows when it last ended and through which day, and what it held back; the engine its restarts', () => {
  const value = (name: string) => served().metrics.get(name)?.samples[0]?.value;
  expect(value('headcount_last_seal_timestamp_seconds')).toBeUndefined();
  for (const period of ['2026-02', '2026-03-08', '2026-03-09'])
    mkdirSync(join(data.seals, `period=${period}`), { recursive: true });
  mkdirSync(data.state, { recursive: true });
  writeFileSync(
    join(data.state, 'held-back.json'),
    JSON.stringify([
      { file: 'a', reason: 'r', days: ['2026-03-06', '2026-03-07'] },
      { file: 'b', reason: 'r', days: ['2026-03-07'] },
    ]),
  );
  expect(value('headcount_last_sealed_day_timestamp_seconds')).toBe(at('2026-03-09T00:00:00Z') / 1_000);
  expect(value('headcount_last_seal_timestamp_seconds')).toBeGreaterThan(Date.now() / 1_000 - 600);
  expect(value('headcount_held_back')).toBe(2);
  expect(value('headcount_engine_restarts_total')).toBe(2);
});

it('the text has the type of Prometheus, and help and type before each metric', () => {
  const { answer, metrics } = served();
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  for (const [name, { type }] of metrics) expect(type).toBe(name.endsWith('_total') ? 'counter' : 'gauge');
  expect(metrics.get('headcount_build_info')?.samples).toEqual([{ labels: { version: '1.2.3' }, value: 1 }]);
});

it('help and labels are escaped as the form asks', () => {
  const text = prometheusText([
    {
      name: 'a',
      type: 'gauge',
      help: 'one\ntwo \\',
      samples: [{ labels: { b: 'c"d\\e\nf' }, value: Infinity }],
    },
    { name: 'none', type: 'gauge', help: '', samples: [] },
  ]);
  expect(text).toBe('# HELP a one\\ntwo \\\\\n# TYPE a gauge\na{b="c\\"d\\\\e\\nf"} +Inf\n');
  expect(readPrometheusText(text).get('a')?.samples).toEqual([
    { labels: { b: 'c"d\\e\nf' }, value: Infinity },
  ]);
});
