/**
 * Renders released reports as text for a terminal, each figure rounded with its interval. It may not print a figure
 * without one.
 */
import { formatGuarantee } from '#core/disclosure/person-loss';
import { writeCatalogueNotes } from '#core/report/catalogue-note';
import type { ReleasedReport } from '#core/report/figures';
import type { Cell, ReportTable } from '#core/report/report';
import { formatCell, NO_FIGURE } from './format-cell.ts';
import { leftOutSentences } from './left-out-words.ts';
import { SIMULATED_LINE } from './simulated-words.ts';
import { toPrintable } from './terminal-text.ts';
import { changeText, figureText } from './format-figure.ts';
import { intervalAt, lowerAt, shownColumns, type ShownColumn } from './shown-columns.ts';
import { stateText, textTable } from './text-table.ts';

/** Renders each report with its tables; its head says that the figures are estimates and what the ranges mean. */
export function renderReleasedTerminal(reports: readonly ReleasedReport[], locale = 'en'): string {
  return (
    reports
      .map((report) => {
        const head = `${report.site} · ${report.report} · ${report.from} to ${report.to} (${stateText(report)}, ${report.timeZone})`;
        const monthly = report.tables
          .filter((table) => table.available === 'monthly')
          .map((table) => table.name);
        return [
          ...(report.simulated === true ? [SIMULATED_LINE] : []),
          `${head}\nReleased figures, with noise added on purpose. Each range contains the figure, counted within its bounds, 19 times in 20.`,
          ...report.tables
            .filter((table) => table.available === undefined)
            .map((table) => tableText(table, locale)),
          ...(monthly.length === 0 ? [] : [`Released for whole months only: ${monthly.join(', ')}`]),
          ...leftOutLine(report),
          ...(report.method.release?.not_measured === undefined
            ? []
            : ['Engaged time is not measured: web-server logs do not hold it.']),
          ...protectionLine(report),
          ...writeCatalogueNotes(report.method.release?.catalogue ?? []),
        ].join('\n\n');
      })
      .join('\n\n\n') + '\n'
  );
}

/** Says what holds for one person by number of days, and whom that hardly protects. */
function protectionLine({ method }: ReleasedReport): readonly string[] {
  const lines = method.release?.epsilon ?? [];
  const words = lines.map(
    (line) => `${line.days} ${line.days === 1 ? 'day' : 'days'}: ${formatGuarantee(line)}`,
  );
  return words.length === 0
    ? []
    : [
        `Protection of one person, by days of a month: ${words.join('; ')}. Somebody who comes daily is hardly protected.`,
      ];
}

function leftOutLine({ method }: ReleasedReport): readonly string[] {
  const names = method.release?.left_out ?? [];
  return names.length === 0 ? [] : [`Not released: ${names.join(', ')}`];
}

function tableText(table: ReportTable, locale: string): string {
  const sentences = leftOutSentences(table).map((sentence) => `  (${sentence.replace(/\.$/, '')})`);
  const note =
    sentences.length > 0 || !table.withheld ? sentences : ['  (rows too uncertain to show are left out)'];
  if (table.rows.length === 0) return [table.title, '  too uncertain to say', ...note].join('\n');
  const shown = shownColumns(table);
  const [row] = table.rows;
  // A single row without a key is printed as a list, one figure per line.
  if (row !== undefined && table.rows.length === 1 && shown.every(({ kind }) => kind !== 'key')) {
    return [
      table.title,
      ...textTable(
        shown.map((column) => [toPrintable(column.column.label), formatColumn(column, row, locale)]),
        [false, false],
      ),
    ].join('\n');
  }
  const cells = [
    shown.map(({ column }) => toPrintable(column.label)),
    ...table.rows.map((row) => shown.map((column) => formatColumn(column, row, locale))),
  ];
  return [
    table.title,
    ...textTable(
      cells,
      shown.map(({ column }) => column.type !== 'text' && column.type !== 'day'),
    ),
    ...note,
  ].join('\n');
}

function formatColumn(shown: ShownColumn, row: readonly Cell[], locale: string): string {
  const { kind, column, index } = shown;
  if (kind === 'key') return formatCell(column, row[index] ?? null, locale);
  if (kind === 'figure') return figureText(column, intervalAt(row, index), locale, lowerAt(row, shown));
  return row[index - 1] === null ? NO_FIGURE : changeText(column, intervalAt(row, index), locale);
}
