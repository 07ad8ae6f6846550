/**
 * The answer of `/metrics`, for the operator's Prometheus. It may not hold a site, or anything that moves when a single
 * request comes: see docs/operations.md, *Metrics*.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '#core/collect/raw-request';
import { REASONS } from '#core/event/outcomes';
import { PROMETHEUS_TYPE, prometheusText, type Metric } from '#core/operator/prometheus-text';
import type { DataDir } from '../data-dir.ts';
import type { Engine } from '../engine/engine.ts';
import { periodsIn } from '../lake/periods-in.ts';
import { readHeldBackNote } from '../seal/held-note.ts';
import type { HourlyCounts } from './hourly-counts.ts';
import { measureJournal } from './journal-size.ts';
import type { LoopDelay } from './loop-delay.ts';

export interface MeasuredParts {
  readonly data: DataDir;
  readonly clock: () => number;
  readonly counts: HourlyCounts;
  readonly delay: LoopDelay;
  readonly engine: Pick<Engine, 'restarts'>;
  readonly version: string;
}

/** Returns the metrics as they are now. */
export function metricsAnswer(parts: MeasuredParts): Answer {
  return {
    status: 200,
    headers: { 'content-type': PROMETHEUS_TYPE, 'cache-control': 'no-store' },
    body: prometheusText(serverMetrics(parts)),
  };
}

const gauge = (name: string, help: string, ...samples: Metric['samples']): Metric => ({
  name: `headcount_${name}`,
  type: 'gauge',
  help,
  samples,
});

function serverMetrics(parts: MeasuredParts): readonly Metric[] {
  const { data, clock, counts, delay, engine, version } = parts;
  const journal = measureJournal(data, clock());
  const seconds = delay.seconds;
  return [
    gauge('build_info', 'The version that runs; always 1.', { labels: { version }, value: 1 }),
    eventCounts(counts),
    gauge(
      'request_duration_seconds',
      'Duration of requests to the collector in the last full hour, rounded up to a bound; absent below 100 requests.',
      ...counts.quantiles.map(({ quantile, seconds: value }) => ({
        labels: { percentile: String(quantile * 100) },
        value,
      })),
    ),
    gauge(
      'event_loop_delay_seconds',
      'How late the event loop was in the last minute, which every request waits for at least: median and maximum.',
      ...(seconds === undefined
        ? []
        : [
            { labels: { stat: 'median' }, value: seconds.median },
            { labels: { stat: 'maximum' }, value: seconds.maximum },
          ]),
    ),
    gauge('journal_bytes', 'Bytes in the journal, rounded down to full 64 KiB.', { value: journal.bytes }),
    gauge('journal_age_seconds', 'Full hours since the hour of the oldest segment of the journal.', {
      value: journal.ageSeconds,
    }),
    ...sealMetrics(data),
    gauge('held_back', 'Days that damaged files hold back from the seal.', {
      value: new Set(readHeldBackNote(data).flatMap(({ days }) => days)).size,
    }),
    {
      name: 'headcount_engine_restarts_total',
      type: 'counter',
      help: 'Restarts of the engine since the server started.',
      samples: [{ value: engine.restarts }],
    },
  ];
}

/** Every reason from the start on, so that a rate of it exists before the first. */
function eventCounts(counts: HourlyCounts): Metric {
  const shown = new Map(counts.events.map((entry) => [entry.reason ?? entry.outcome, entry.count]));
  return {
    name: 'headcount_events_total',
    type: 'counter',
    help: 'Events since the server started, as of the last full hour, rounded down to hundreds.',
    samples: [
      { labels: { outcome: 'stored', reason: '' }, value: shown.get('stored') ?? 0 },
      ...Object.entries(REASONS).map(([reason, { outcome }]) => ({
        labels: { outcome, reason },
        value: shown.get(reason) ?? 0,
      })),
    ],
  };
}

/** When the last seal ended, and the last day that is sealed; none before the first. */
function sealMetrics(data: DataDir): readonly Metric[] {
  const days = periodsIn(data.seals).filter((period) => period.length === 10);
  const last = days.at(-1);
  const ended = days.map(
    (day) => statSync(join(data.seals, `period=${day}`), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  const inSeconds = (value: number) => (last === undefined ? [] : [{ value: Math.floor(value / 1_000) }]);
  return [
    gauge(
      'last_seal_timestamp_seconds',
      'When a day was last sealed, in seconds since 1970.',
      ...inSeconds(Math.max(...ended)),
    ),
    gauge(
      'last_sealed_day_timestamp_seconds',
      'Midnight UTC at which the last sealed day begins, in seconds since 1970.',
      ...inSeconds(Date.parse(`${last}T00:00:00Z`)),
    ),
  ];
}
