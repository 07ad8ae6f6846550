/**
 * What becomes of rows that were held up on their way: those of a day that may be sealed are replaced by rows that only
 * count, booked as late on the day they arrive. It may not pass anything of such a row on but its site and its number
 * of items.
 */
import { notStoredRow } from '../anonymize/anonymize-event.ts';
import { anonymousEvent, toJsonLine } from '../event/anonymous-event.ts';
import { FIELDS, UNKNOWN_SITE, type ArrivalRow } from '../event/fields.ts';
import { mayBeSealed } from './may-be-sealed.ts';

export interface ReplacedLines {
  /** Lines to send in place of those that came, each without its newline. */
  readonly lines: readonly string[];
  /** How many items were replaced; the line that replaces a row stands for as many as it did. */
  readonly late: number;
  /**
   * Lines that are no rows, or rows in time whose columns hold something else than they may: nothing stands for them in
   * `lines`. The latter are late once their day may be sealed.
   */
  readonly unreadable: readonly string[];
}

export interface ReplaceContext {
  /** Local day on which the rows arrive now. */
  readonly today: string;
  readonly isSite: (id: string) => boolean;
  readonly random128: () => string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads newline-joined rows; in time, a row keeps its columns and nothing else. */
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

/** Items of a row, null where it is one; what is no count is not passed on. */
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

/** Whether each column holds null or a value of its type. */
function hasValidTypes(row: ArrivalRow): boolean {
  return FIELDS.every(({ name, type }) => row[name] == null || typeof row[name] === TYPES[type]);
}
