/**
 * Replaces rows that were delayed: a row of a day that may already be sealed becomes a row that only counts, booked as
 * late on the day of its arrival. It may not pass on anything of such a row but its site and its number of items.
 */
import { notStoredRow } from '../anonymize/anonymize-event.ts';
import { anonymousEvent, toJsonLine } from '../event/anonymous-event.ts';
import { FIELDS, UNKNOWN_SITE, type ArrivalRow } from '../event/fields.ts';
import { mayBeSealed } from './may-be-sealed.ts';

export interface ReplacedLines {
  /** Lines to send in place of the received ones, each without its newline. */
  readonly lines: readonly string[];
  /** Number of replaced items; the line that replaces a row represents as many items as the row did. */
  readonly late: number;
  /**
   * Lines that are not rows, or rows in time with a value of the wrong type: `lines` contains no replacement for them.
   * The latter count as late once their day may be sealed.
   */
  readonly unreadable: readonly string[];
}

export interface ReplaceContext {
  /** The local day of arrival. */
  readonly today: string;
  readonly isSite: (id: string) => boolean;
  readonly random128: () => string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads newline-separated rows. A row in time keeps its declared columns and nothing else. */
export function replaceLate(text: string, { today, isSite, random128 }: ReplaceContext): ReplacedLines {
  const lines: string[] = [];
  let late = 0;
  const unreadable: string[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const row = readRow(line);
    if (row === undefined) unreadable.push(line);
    else if (mayBeSealed(row.day, today)) {
      const items = countOf(row);
      late += items ?? 1;
      const counted = notStoredRow(isSite(row.site) ? row.site : UNKNOWN_SITE, today, 'late', random128);
      lines.push(toJsonLine(anonymousEvent({ ...counted, items })));
    } else if (hasValidTypes(row)) lines.push(toJsonLine(anonymousEvent(row)));
    else unreadable.push(line);
  }
  return { lines, late, unreadable };
}

function readRow(line: string): ArrivalRow | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const row = json as ArrivalRow;
  const isRow =
    typeof row.event_id === 'string' &&
    typeof row.site === 'string' &&
    typeof row.outcome === 'string' &&
    typeof row.day === 'string' &&
    DAY.test(row.day);
  return isRow ? row : undefined;
}

/** Returns the items of a row, or null for one item; a value that is not a count is dropped. */
function countOf({ items }: ArrivalRow): number | null {
  return items !== null && Number.isSafeInteger(items) && items > 1 ? items : null;
}

const TYPES = {
  string: 'string',
  int: 'number',
  bigint: 'number',
  boolean: 'boolean',
  'map<string,string>': 'object',
} as const;

/** Whether each column is null or has a value of its type. */
function hasValidTypes(row: ArrivalRow): boolean {
  return FIELDS.every(({ name, type }) => row[name] == null || typeof row[name] === TYPES[type]);
}
