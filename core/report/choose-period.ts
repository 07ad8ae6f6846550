/** Turns the options of a command into the period of a report. */
import { didYouMean } from '../operator/nearest-names.ts';
import {
  PERIOD_FORMS,
  PERIOD_WORDS,
  parsePeriod,
  parseRange,
  periodAround,
  groupRuns,
  type Period,
} from './period.ts';

export interface PeriodOptions {
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Either a period, or what is wrong with the options. */
export type PeriodChoice = { readonly period: Period } | { readonly problem: string };

/**
 * Returns the period that the options name; without options, the month of `latest`, the latest sealed day. `today` is a
 * local day.
 */
export function choosePeriod(options: PeriodOptions, latest: string, today: string): PeriodChoice {
  const { period, from, to } = options;
  if (period !== undefined && (from !== undefined || to !== undefined))
    return { problem: 'give either --period, or --from and --to, not both' };
  if (period !== undefined) {
    const parsed = parsePeriod(period, today);
    return parsed === undefined
      ? { problem: `unknown period${didYouMean(period, PERIOD_WORDS)}: --period takes ${PERIOD_FORMS}` }
      : { period: parsed };
  }
  if (from === undefined && to === undefined) return { period: periodAround('month', latest) };
  if (from === undefined || to === undefined)
    return { problem: '--from and --to require each other: give both days' };
  const range = parseRange(from, to);
  return range === undefined
    ? {
        problem:
          '--from and --to take two days, for example 2026-11-01 and 2026-11-23, the earlier one first',
      }
    : { period: range };
}

/** Writes days in words, with consecutive days as a range: `2015-05-17 to 2015-05-20, 2015-06-01`. */
export function formatDays(days: readonly string[]): string {
  return groupRuns(days)
    .map((run) => (run.from === run.to ? run.from : `${run.from} to ${run.to}`))
    .join(', ');
}
