/** Names of journal segments, and of the Parquet file of each. */
import { join } from 'node:path';
import type { DataDir } from '../data-dir.ts';

export interface SegmentName {
  /** UTC day of arrival. */
  readonly dt: string;
  /** Local day when the segment was opened. */
  readonly localDay: string;
  /** 32 random hex digits, so that the order of names reveals nothing. */
  readonly random: string;
  readonly state: 'open' | 'jsonl';
}

const PATTERN = /^(\d{4}-\d{2}-\d{2})\.(\d{4}-\d{2}-\d{2})\.([0-9a-f]{32})\.(open|jsonl)$/;

/** Parses a segment's file name; undefined for any other file. */
export function parseSegmentName(file: string): SegmentName | undefined {
  const [, dt, localDay, random, state] = PATTERN.exec(file) ?? [];
  if (dt === undefined || localDay === undefined || random === undefined) return undefined;
  return { dt, localDay, random, state: state as SegmentName['state'] };
}

/** Returns the path of a segment in a state. */
export function segmentFile(
  data: DataDir,
  name: SegmentName,
  state: SegmentName['state'] = name.state,
): string {
  return join(data.journal, `${name.dt}.${name.localDay}.${name.random}.${state}`);
}

/** Returns the path of the Parquet file for the rows of a segment. */
export function parquetFile(data: DataDir, name: SegmentName): string {
  return join(data.arrivals, `dt=${name.dt}`, `${name.random}.parquet`);
}

/** The file time for everything of a UTC day: its midnight, so that file times reveal no more than the day. */
export function fileTime(dt: string): Date {
  return new Date(`${dt}T00:00:00Z`);
}
