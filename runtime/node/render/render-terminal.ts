/** Reports as text for a terminal. It may not use colour or cursor movement: the text must survive a copy. */
import type { InsideTables } from '#core/report/figures';
import type { ReportTable } from '#core/report/report';
import { formatCell, printable } from './format-cell.ts';
import { mergedSentence } from './merged-sentence.ts';

/** Each report with its tables, numbers to the right; INTERNAL at the head of each. */
export function renderTerminal(reports: readonly InsideTables[], locale?: string): string {
  return reports.map((report) => {
    const { asked, sealed } = report.days;
    const state = report.state === 'complete' ? `complete, ${asked} ${asked === 1 ? 'day' : 'days'}` : `partial: ${sealed} of ${asked} days`;
    const head = `INTERNAL  ${report.site} · ${report.report} · ${report.from} to ${report.to} (${state}, ${report.timeZone})`;
    return [head, ...mergedNote(report), ...report.tables.map((table) => tableText(table, report.method.k, locale))].join('\n\n');
  }).join('\n\n\n') + '\n';
}

function mergedNote({ days, from, to }: InsideTables): readonly string[] {
  return days.merged === undefined ? [] : [mergedSentence(days.merged, { from, to })];
}

function tableText(table: ReportTable, k: number | undefined, locale: string | undefined): string {
  const note = table.withheld ? [`  (cells under ${k} left out)`] : [];
  if (table.rows.length === 0) return [table.title, '  nothing to show', ...note].join('\n');
  const cells = [table.columns.map((column) => printable(column.label)), ...table.rows.map((row) => table.columns.map((column, index) => formatCell(column, row[index] ?? null, locale)))];
  const widths = table.columns.map((_, index) => Math.min(60, Math.max(...cells.map((row) => row[index]?.length ?? 0))));
  const lines = cells.map((row) => `  ${row.map((cell, index) => pad(cell, widths[index] ?? 0, rightward(table, index))).join('  ')}`.trimEnd());
  return [table.title, ...lines, ...note].join('\n');
}

function pad(text: string, width: number, right: boolean): string {
  const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  return right ? cut.padStart(width) : cut.padEnd(width);
}

function rightward(table: ReportTable, index: number): boolean {
  const type = table.columns[index]?.type;
  return type !== 'text' && type !== 'day';
}
