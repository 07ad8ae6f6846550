/** Writes one sentence about what changed, from two audience reports. It may not judge whether the change is good. */
import { divide } from './figure.ts';
import { dayTitle, weekdayTitle } from './period-title.ts';
import type { Cell, ReportData } from './report.ts';

export interface TitledReport {
  readonly report: ReportData;
  /** The period in words, as `in May 2015`. */
  readonly when: string;
}

/** Returns a figure of a table with one row; undefined where it is withheld or absent. */
export function readTotal(report: ReportData, column: string): number | undefined {
  const table = report.tables.find((candidate) => candidate.name === 'total');
  const cell = table?.rows[0]?.[table.columns.findIndex((candidate) => candidate.name === column)];
  return typeof cell === 'number' ? cell : undefined;
}

/**
 * Says how visitors per day changed since the previous period, or else which day was the busiest; `number` formats
 * figures.
 */
export function headline(
  current: TitledReport,
  earlier: TitledReport | undefined,
  number: (value: number) => string,
): string {
  const visitors = readTotal(current.report, 'visitors_per_day');
  const before = earlier === undefined ? undefined : readTotal(earlier.report, 'visitors_per_day');
  const { asked, sealed } = current.report.days;
  if (visitors === undefined) return 'Too few visitors came for a figure to be shown.';
  if (current.report.unsealed !== undefined) return `${number(visitors)} visitors so far.`;
  const sealedClause =
    current.report.state === 'complete'
      ? ''
      : ` on the ${sealed === 1 ? 'one day' : `${sealed} days`} of ${asked} that ${sealed === 1 ? 'is' : 'are'} sealed`;
  const subject = asked === 1 ? 'Visitors' : 'Visitors per day';
  if (earlier !== undefined && before !== undefined && before > 0) {
    const change = divide(visitors - before, before, 100) ?? 0;
    const partialClause =
      earlier.report.state === 'complete'
        ? ''
        : `, of which ${earlier.report.days.sealed} of ${earlier.report.days.asked} days are sealed`;
    if (Math.abs(change) < 1)
      return `${subject} stayed level at ${number(visitors)}${sealedClause}, after ${number(before)} ${earlier.when}${partialClause}.`;
    return `${subject} ${change > 0 ? 'rose' : 'fell'} by ${number(Math.abs(change))} % to ${number(visitors)}${sealedClause}, from ${number(before)} ${earlier.when}${partialClause}.`;
  }
  const best = busiest(current.report);
  const busiestClause =
    best === undefined || sealed < 2
      ? ''
      : `; the busiest was ${asked > 366 ? dayTitle(best.day) : weekdayTitle(best.day)} with ${number(best.visitors)}`;
  return `${number(visitors)} visitors${asked === 1 ? '' : ' per day'}${sealedClause}${busiestClause}. There is no earlier period to compare with.`;
}

function busiest(report: ReportData): { readonly day: string; readonly visitors: number } | undefined {
  const table = report.tables.find((candidate) => candidate.name === 'days');
  const at = (name: string) => table?.columns.findIndex((column) => column.name === name) ?? -1;
  const [day, visitors] = [at('day'), at('visitors')];
  const rows: readonly (readonly Cell[])[] = table?.rows ?? [];
  return rows
    .map((row) => ({ day: String(row[day]), visitors: Number(row[visitors]) }))
    .reduce<{ day: string; visitors: number } | undefined>(
      (best, row) => (best === undefined || row.visitors > best.visitors ? row : best),
      undefined,
    );
}
