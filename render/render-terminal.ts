/** Renders inside reports as text for a terminal. It may not leave out INTERNAL. */
import type { InsideReport } from '#core/report/figures';
import type { ReportTable } from '#core/report/report';
import { formatCell } from './format-cell.ts';
import { leftOutSentences } from './left-out-words.ts';
import { SIMULATED_LINE } from './simulated-words.ts';
import { toPrintable } from './terminal-text.ts';
import { stateText, textTable } from './text-table.ts';
import { mergedSentence } from './merged-sentence.ts';

/** Renders each report with its tables, numbers aligned right; INTERNAL stands at the head of each. */
export function renderTerminal(reports: readonly InsideReport[], locale?: string): string {
  return (
    reports
      .map((report) => {
        const head = `INTERNAL  ${report.site} · ${report.report} · ${report.from} to ${report.to} (${stateText(report)}, ${report.timeZone})`;
        return [
          ...(report.simulated === true ? [SIMULATED_LINE] : []),
          head,
          ...mergedNote(report),
          ...report.tables.map((table) => tableText(table, report.method.k, locale)),
        ].join('\n\n');
      })
      .join('\n\n\n') + '\n'
  );
}

function mergedNote({ days, from, to }: InsideReport): readonly string[] {
  return days.merged === undefined ? [] : [mergedSentence(days.merged, { from, to })];
}

function tableText(table: ReportTable, k: number | undefined, locale: string | undefined): string {
  const sentences = leftOutSentences(table).map((sentence) => `  (${sentence.replace(/\.$/, '')})`);
  const note = sentences.length > 0 || !table.withheld ? sentences : [`  (cells under ${k} left out)`];
  if (table.rows.length === 0) return [table.title, '  nothing to show', ...note].join('\n');
  const cells = [
    table.columns.map((column) => toPrintable(column.label)),
    ...table.rows.map((row) =>
      table.columns.map((column, index) => formatCell(column, row[index] ?? null, locale)),
    ),
  ];
  return [
    table.title,
    ...textTable(
      cells,
      table.columns.map(({ type }) => type !== 'text' && type !== 'day'),
    ),
    ...note,
  ].join('\n');
}
