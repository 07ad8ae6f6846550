/** Computes how much of each meter a month with a given number of events uses. */
import type { AssumptionValues } from './assumptions.ts';
import { METERS, type MeterName, type Option } from './meters.ts';

const GB = 2 ** 30;
const TB = 2 ** 40;
/** Firehose rounds each record up to a multiple of this size (its pricing page). */
const RECORD_STEP_BYTES = 5 * 1_024;
/** Athena bills at least this size per query (its pricing page). */
const MIN_SCAN_BYTES = 10 * 2 ** 20;
/** The share of the script's loads that CloudFront passes on. */
const EDGE_MISS_SHARE = 0.01;

/** Returns units per month; 0 for meters of an option that the deployment does not have. */
export function workload(
  events: number,
  options: ReadonlySet<Option>,
  a: AssumptionValues,
): Readonly<Record<MeterName, number>> {
  const edge = options.has('cloudfront');
  const posts = events / a.events_per_request;
  const loads = events * a.script_loads_per_event;
  const requests = posts + loads * (edge ? EDGE_MISS_SHARE : 1);
  const bytesOut = posts * a.answer_bytes + loads * a.script_bytes;
  const ingestedBytes =
    posts * Math.ceil((a.record_bytes * a.events_per_request) / RECORD_STEP_BYTES) * RECORD_STEP_BYTES;
  const dayBytes = (events / a.days) * a.parquet_bytes;
  const objects = objectsPerDay(events, posts, a) * a.days;
  const queries = a.seal_queries * a.days + a.release_queries + a.analyst_queries;
  const scannedBytes =
    Math.max(MIN_SCAN_BYTES * a.seal_queries, dayBytes * a.seal_scans) * a.days +
    MIN_SCAN_BYTES * (a.release_queries + a.analyst_queries);
  const usage: Record<MeterName, number> = {
    api_requests: requests,
    lambda_requests: requests + a.ticks * a.days,
    lambda_gb_seconds:
      collectorSeconds(posts, requests, a) * a.collector_gb +
      (a.pipeline_gb_seconds + a.ticks * a.tick_gb_seconds) * a.days,
    firehose_gb: ingestedBytes / GB,
    firehose_converted_gb: ingestedBytes / GB,
    s3_gb_months:
      (dayBytes * a.arrival_days + (a.fact_day_bytes + (events / a.days) * a.fact_bytes) * a.fact_days) / GB,
    // A query writes its result, its metadata, and on average one more file.
    s3_puts: objects + queries * 3,
    // Each scan reads some three ranges of an object; a query over facts reads a hundred small files.
    s3_gets: objects * a.seal_scans * 3 + (a.release_queries + a.analyst_queries) * 300,
    dynamodb_reads: requests * a.cold_share + a.ticks * a.days,
    dynamodb_writes: a.state_writes * a.days,
    sqs_requests: a.queue_polls + posts * a.fallback_share * 3,
    // Some 50 views, stores and scratch tables; one partition per fact and day.
    glue_objects: 50 + 12 * a.fact_days,
    glue_requests: queries * 10 + objects * 2,
    athena_tb: scannedBytes / TB,
    scheduler_invocations: a.ticks * a.days,
    log_gb: a.log_mb / 1_024,
    alarms: a.alarm_metrics,
    dashboards: 1,
    custom_metrics: a.custom_metrics,
    // One key for arrivals, salts and queues, one for facts and results; bucket keys make S3 requests rare.
    kms_keys: 2,
    kms_requests: objects * 2 + queries * 20 + requests * a.cold_share,
    cloudfront_requests: posts + loads,
    cloudfront_gb: bytesOut / GB,
    // The secret by which the collector recognises requests from CloudFront.
    secrets: 1,
    transfer_gb: edge ? 0 : bytesOut / GB,
  };
  return Object.fromEntries(
    Object.entries(usage).map(([name, amount]) => {
      const { option } = METERS[name as MeterName] as { option?: Option };
      return [name, option === undefined || options.has(option) ? amount : 0];
    }),
  ) as Record<MeterName, number>;
}

/** Returns the billed seconds of the collector: event requests, loads of the script, and cold starts. */
function collectorSeconds(posts: number, requests: number, a: AssumptionValues): number {
  return (
    (posts * a.collector_ms + (requests - posts) * a.script_ms + requests * a.cold_share * a.cold_ms) / 1_000
  );
}

/**
 * Returns the number of objects: Firehose closes an object when its time or size limit is reached, and writes none
 * without records.
 */
function objectsPerDay(events: number, posts: number, a: AssumptionValues): number {
  const bySize = ((events / a.days) * a.record_bytes) / a.buffer_bytes;
  return Math.min(posts / a.days, Math.max(86_400 / a.buffer_seconds, bySize));
}
