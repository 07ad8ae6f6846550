/** Names of journal segments, and of the Parquet file each becomes. It may not touch files. */
import { join } from 'node:path';
import type { DataDir } from '../data-dir.ts';

export interface SegmentName {
  /** UTC day of arrival. */
  readonly dt: string;
  /** Local day when the segment was opened. */
  readonly localDay: string;
  /** 32 hex digits: the order of names says nothing. */
  readonly random: string;
  readonly state: 'open' | 'jsonl';
}

const PATTERN = /^(\d{4}-\d{2}-\d{2})\.(\d{4}-\d{2}-\d{2})\.([0-9a-f]{32})\.(open|jsonl)$/;

/** The parts of a segment's file name, undefined for any other file. */
export function parseSegmentName(file: string): SegmentName | undefined {
  const [, dt, localDay, random, state] = PATTERN.exec(file) ?? [];
  if (dt === undefined || localDay === undefined || random === undefined) return undefined;
  return { dt, localDay, random, state: state as SegmentName['state'] };
}

export function segmentFile(
  data: DataDir,
  name: SegmentName,
  state: SegmentName['state'] = name.state,
): string {
  return join(data.journal, `${name.dt}.${name.localDay}.${name.random}.${state}`);
}

/** Where the rows of a segment go: one Parquet file named after it. */
export function parquetFile(data: DataDir, name: SegmentName): string {
  return join(data.arrivals, `dt=${name.dt}`, `${name.random}.parquet`);
}

/** The file time of everything that belongs to a UTC day: its midnight, so that file times tell the day and no more. */
export function fileTime(dt: string): Date {
  return new Date(`${dt}T00:00:00Z`);
}
