/** The assumptions of the bill, besides the number of events, each with its reason. */

export interface Assumption {
  readonly value: number;
  readonly unit: string;
  /** The origin of the figure: measured here, a setting of the stacks, or a guess on the expensive side. */
  readonly reason: string;
}

export const ASSUMPTIONS = {
  events_per_request: {
    value: 1,
    unit: 'events',
    reason: 'the tracker posts each event by itself; a server that posts batches pays less',
  },
  script_loads_per_event: {
    value: 0.2,
    unit: 'loads',
    reason: 'one a visit of 2.5 page views, each with its engagement; browsers keep the script for an hour',
  },
  record_bytes: {
    value: 600,
    unit: 'bytes of JSON per event',
    reason: "measured: 575 on the public sample log; a request's events are one record",
  },
  parquet_bytes: {
    value: 71,
    unit: 'bytes of Parquet per event',
    reason: 'measured: 71 with Snappy on the public sample log',
  },
  fact_bytes: { value: 0.026, unit: 'bytes of facts per event', reason: 'measured: bench/seal' },
  fact_day_bytes: {
    value: 60_000,
    unit: 'bytes of facts per day, however small',
    reason: '12 tables of one small file a day, some 5 KB each',
  },
  fact_days: { value: 760, unit: 'days', reason: 'retention.factsDays' },
  arrival_days: {
    value: 4,
    unit: 'days',
    reason: 'day D is sealed on D+2; a copy in scratch counts as a further day',
  },
  collector_ms: {
    value: 10,
    unit: 'ms per event request',
    reason:
      "2 ms of its own (the benchmark's bound) and 8 for Firehose's answer, which no test here can measure",
  },
  script_ms: { value: 2, unit: 'ms per load of the script', reason: 'no call to another service' },
  collector_gb: { value: 0.5, unit: 'GB', reason: 'memory of the collector in the stack' },
  cold_share: {
    value: 0.002,
    unit: 'of requests',
    reason: 'a new instance; small sites have more, and pay next to nothing for it',
  },
  cold_ms: {
    value: 250,
    unit: 'ms',
    reason: 'import, configuration, country database, first salt; billed since August 2025',
  },
  answer_bytes: { value: 500, unit: 'bytes per answer', reason: 'a short JSON and its headers' },
  script_bytes: { value: 2_100, unit: 'bytes per load of the script', reason: '1,574 and its headers' },
  buffer_seconds: {
    value: 900,
    unit: 's',
    reason: 'buffer interval of the stream: an object at least every so often while events come',
  },
  buffer_bytes: { value: 128 * 2 ** 20, unit: 'bytes', reason: 'buffer size of the stream' },
  seal_queries: {
    value: 25,
    unit: 'queries per day',
    reason: 'index, snapshot, eight steps, ten facts, completeness, recount, salts and checks',
  },
  seal_scans: {
    value: 10,
    unit: "times the day's arrivals",
    reason: 'the steps read most columns, the facts a few',
  },
  release_queries: {
    value: 130,
    unit: 'queries per month',
    reason: 'some 30 tables a month, 31 daily totals, settlement of 9 facts twice, reports; one site',
  },
  analyst_queries: {
    value: 300,
    unit: 'queries per month',
    reason: 'ten a day, none over 10 MB: facts are small',
  },
  pipeline_gb_seconds: {
    value: 330,
    unit: 'GB-seconds per day',
    reason: 'seal 180 s, release and report 150 s, at 1 GB, most of it waiting for Athena',
  },
  ticks: {
    value: 120,
    unit: 'per day',
    reason:
      'seal, release and report every quarter of an hour from 3 to 9, salt keeper and error sweep every hour',
  },
  tick_gb_seconds: { value: 0.3, unit: 'GB-seconds per tick', reason: 'finds nothing to do' },
  queue_polls: {
    value: 650_000,
    unit: 'requests per month',
    reason: 'Lambda asks the fallback queue day and night: five pollers, 20 s each',
  },
  fallback_share: {
    value: 0.0001,
    unit: 'of requests',
    reason: 'Firehose did not take the record: sent, read, deleted',
  },
  state_writes: { value: 600, unit: 'per day', reason: 'steps of the runs and leases of the ticks' },
  log_mb: {
    value: 20,
    unit: 'MB per month',
    reason: "the pipeline's progress; the collector logs warnings only",
  },
  alarm_metrics: {
    value: 22,
    unit: 'metrics',
    reason: 'operations stack: 20 alarms, one of them on three metrics',
  },
  custom_metrics: {
    value: 7,
    unit: 'metrics',
    reason:
      'operations stack: salts, events not stored, seal, reconciliation, deadlines, late events, refused releases',
  },
  days: { value: 30.4, unit: 'days per month', reason: 'a year in twelve' },
} as const satisfies Readonly<Record<string, Assumption>>;

export type AssumptionValues = Readonly<Record<keyof typeof ASSUMPTIONS, number>>;

/** Returns the figures alone; `otherwise` replaces some of them. */
export function assumptionValues(otherwise: Partial<AssumptionValues> = {}): AssumptionValues {
  return {
    ...(Object.fromEntries(
      Object.entries(ASSUMPTIONS).map(([name, { value }]) => [name, value]),
    ) as AssumptionValues),
    ...otherwise,
  };
}
