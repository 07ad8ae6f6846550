/**
 * Renders tables as CSV (RFC 4180, UTF-8, names in the first line) that is safe to open in a spreadsheet and to print.
 */
import { stringify } from 'csv-stringify/sync';
import type { ReportData, ReportTable } from '#core/report/report';
import { toPrintable } from './terminal-text.ts';

export interface CsvOptions {
  /** Starts with a byte order mark, by which Excel recognizes UTF-8. */
  readonly excel?: boolean;
  /** BCP 47 tag that sets the decimal mark; if it is a comma, fields are separated by semicolons. */
  readonly locale?: string;
}

/** Renders figures as plain numbers without thousands separators; a missing figure is empty. Lines end in CRLF. */
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
 * Joins cells that are numbers or passed `csvText`; also quotes cells that another separator would split into a
 * formula.
 */
export function csvLines(
  rows: readonly (readonly string[])[],
  options: { readonly delimiter?: string; readonly bom?: boolean } = {},
): string {
  return stringify([...rows], { ...options, record_delimiter: 'windows', quoted_match: /;|,\s*[=+@-]/ });
}

/** Makes a text safe as a cell: no control characters of terminals, no formula. JSON has the unchanged text. */
export function csvText(text: string): string {
  return toPrintable(defuseFormula(text));
}

/** Returns the file name SITE.REPORT.TABLE.FROM.TO.csv. */
export function csvName(report: ReportData, table: ReportTable): string {
  return `${report.site}.${report.report}.${table.name}.${report.from}.${report.to}.csv`;
}

function formatNumber(value: number, comma: boolean): string {
  return comma ? String(value).replace('.', ',') : String(value);
}

/**
 * Spreadsheets execute text that begins like a formula (OWASP, CSV injection); an apostrophe prevents it. Numbers stay
 * numbers.
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
