/**
 * Tables as CSV: RFC 4180, UTF-8, names in the first line, safe to open in a spreadsheet and to print. It may not
 * format for reading.
 */
import { stringify } from 'csv-stringify/sync';
import type { ReportData, ReportTable } from '#core/report/report';
import { toPrintable } from './terminal-text.ts';

export interface CsvOptions {
  /** Begins with a byte order mark, by which Excel knows UTF-8. */
  readonly excel?: boolean;
  /** BCP 47: decimals as there; where they are a comma, fields are separated by semicolons. */
  readonly locale?: string;
}

/** Figures as plain numbers without a thousands separator; what has no figure is empty. Lines end in CRLF. */
export function renderCsv(table: ReportTable, options: CsvOptions = {}): string {
  const comma = decimalMark(options.locale) === ',';
  const rows = table.rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? formatNumber(cell, comma) : csvText(cell ?? ''))),
  );
  return csvLines([table.columns.map((column) => csvText(column.name)), ...rows], {
    delimiter: comma ? ';' : ',',
    bom: options.excel === true,
  });
}

/**
 * Lines of cells that are numbers or passed `csvText`; a cell that another separator would split into a formula is
 * quoted as well.
 */
export function csvLines(
  rows: readonly (readonly string[])[],
  options: { readonly delimiter?: string; readonly bom?: boolean } = {},
): string {
  return stringify([...rows], { ...options, record_delimiter: 'windows', quoted_match: /;|,\s*[=+@-]/ });
}

/** A text as a cell: no character that a terminal obeys, no formula. The text as it is stands in JSON. */
export function csvText(text: string): string {
  return toPrintable(defuseFormula(text));
}

/** SITE.REPORT.TABLE.FROM.TO.csv */
export function csvName(report: ReportData, table: ReportTable): string {
  return `${report.site}.${report.report}.${table.name}.${report.from}.${report.to}.csv`;
}

function formatNumber(value: number, comma: boolean): string {
  return comma ? String(value).replace('.', ',') : String(value);
}

/**
 * Spreadsheets run what begins like a formula (OWASP, CSV injection): an apostrophe makes it text. A number stays one.
 */
function defuseFormula(text: string): string {
  const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) || /^[\t\r]/.test(text);
  return formula && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
}

function decimalMark(locale: string | undefined): string {
  return (
    new Intl.NumberFormat(locale ?? 'en').formatToParts(1.5).find((part) => part.type === 'decimal')?.value ??
    '.'
  );
}
