/**
 * Says in one line what a seal, release or settlement of the server did, from the JSON that the command printed. It may
 * not repeat a figure: of items it says full hundreds, as `status` does of those that wait.
 */
import type { LogEntry } from './server-log.ts';

type Done = Pick<LogEntry, 'message' | 'details'>;
type Row = Readonly<Record<string, unknown>>;

/** The member of the command's JSON that lists what it did. */
const LISTS = { seal: 'days', release: 'releases', settle: 'settled' } as const;

/** Returns the line; one without details where the command printed something else. */
export function reportStep(name: keyof typeof LISTS, printed: string): Done {
  const json = parseObject(printed);
  const rows = json?.[LISTS[name]];
  if (!isRows(rows)) return { message: `${name} done` };
  if (name === 'seal') return reportSeal(rows);
  const now = name === 'release' ? rows.filter((row) => row['drawn'] === 'now') : rows;
  const periods = texts(now, name === 'release' ? 'period' : 'month');
  const verb = name === 'release' ? 'released' : 'settled';
  const waiting = waitingNames(json);
  if (periods.length === 0)
    return {
      message: `nothing was due to be ${verb}${waiting.words}`,
      details: { periods, ...waiting.details },
    };
  const sites = texts(now, 'site').length;
  return {
    message: `${verb} ${span(periods)} of ${count(sites, 'site')}${waiting.words}`,
    details: { periods, sites, ...waiting.details },
  };
}

function reportSeal(rows: readonly Row[]): Done {
  const days = texts(rows, 'day');
  if (days.length === 0) return { message: 'nothing was due to be sealed', details: { days } };
  const sites = texts(rows, 'site').length;
  const received = rows.reduce((sum, row) => sum + Number(row['received'] ?? 0), 0);
  const hundreds = Math.floor(received / 100) * 100;
  const items = hundreds === 0 ? 'fewer than 100 items' : `at least ${hundreds} items`;
  return {
    message: `sealed ${span(days)} of ${count(sites, 'site')}: ${items} received, rounded down to hundreds`,
    details: { days, sites, received_at_least: hundreds },
  };
}

/** Says of a release how many names wait for approval; nothing where none does. */
function waitingNames(json: Row | undefined): { readonly words: string; readonly details: Row } {
  const names = Number(json?.['names_waiting'] ?? 0);
  if (!(names > 0)) return { words: '', details: {} };
  return {
    words: `; ${names === 1 ? '1 name waits' : `${names} names wait`} for approval (headcount names)`,
    details: { names_waiting: names },
  };
}

function parseObject(printed: string): Row | undefined {
  try {
    const json: unknown = JSON.parse(printed);
    return typeof json === 'object' && json !== null ? (json as Row) : undefined;
  } catch {
    return undefined;
  }
}

const isRows = (list: unknown): list is readonly Row[] => Array.isArray(list);

/** The different texts of one member, ascending. */
const texts = (rows: readonly Row[], member: string): readonly string[] =>
  [...new Set(rows.map((row) => String(row[member])))].toSorted();

/** `2026-11-28`, or `2026-11-28 to 2026-11-30 (3)` where there are several. */
const span = (names: readonly string[]): string =>
  names.length < 3 ? names.join(', ') : `${names[0]} to ${names.at(-1)} (${names.length})`;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
