/** Writes reports in the chosen format to stdout, a file or a folder of CSV files. */
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportDefinition } from '#core/report/definition';
import type { InsideReport, ReleasedReport } from '#core/report/figures';
import type { ReportTable } from '#core/report/report';
import { SIMULATED_LINE } from '#render/simulated-words';
import { csvName, renderCsv } from '#render/render-csv';
import type { OutputOptions } from './output-options.ts';
import type { Printing } from './printing.ts';
import { CannotError, UsageError } from '#core/operator/failures';
import { didYouMean } from '#core/operator/nearest-names';
import { makeFolder } from '#runtime/node/make-folder';

const FORMATS = ['html', 'json', 'csv', 'table'] as const;
type Format = (typeof FORMATS)[number];

export interface Output {
  readonly format: Format;
  readonly out?: string;
  /** Whether `out` is a folder for CSV files. */
  readonly folder: boolean;
  readonly table?: string;
  readonly excel: boolean;
  readonly locale?: string;
}

/** The names by which reports and their tables are chosen. */
export interface NamedReport extends Pick<ReportDefinition, 'name'> {
  readonly tables: readonly { readonly name: string }[];
}

/** Checks the output options before any query runs. */
export function planOutput(
  words: OutputOptions,
  definitions: readonly NamedReport[],
  terminal: boolean,
  json: boolean,
): Output {
  const { out, table, locale } = words;
  if (words.format !== undefined && !FORMATS.some((format) => format === words.format))
    throw new UsageError(`--format takes ${FORMATS.join(', ')}`);
  if (json && words.format !== undefined && words.format !== 'json')
    throw new UsageError('--json and --format contradict each other: give one');
  if (locale !== undefined && !isLocale(locale))
    throw new UsageError('--locale takes a language tag, as de-DE');
  const extension = /\.(html?|json|csv|txt)$/i.exec(out ?? '')?.[1]?.toLowerCase();
  if (
    words.format === undefined &&
    out !== undefined &&
    extension === undefined &&
    /\.[A-Za-z][A-Za-z0-9]{0,4}$/.test(out) &&
    !isFolder(out)
  )
    throw new UsageError(
      `--out ${out}: unknown file extension; use .html, .json, .csv or .txt, or --format csv for a folder of CSV files`,
    );
  const format = json
    ? 'json'
    : ((words.format as Format | undefined) ??
      (out === undefined ? formatForStdout(words, terminal) : formatForExtension(extension)));
  const folder = out !== undefined && format === 'csv' && (extension !== 'csv' || isFolder(out));
  const tables = definitions.flatMap((definition) => definition.tables.map((candidate) => candidate.name));
  if (table !== undefined && !tables.includes(table))
    throw new UsageError(
      `unknown table in ${definitions.map((definition) => definition.name).join(', ')}${didYouMean(table, tables)}: choose from ${[...new Set(tables)].join(', ')}`,
    );
  if (format === 'csv' && !folder && tables.filter((name) => name === (table ?? name)).length !== 1) {
    throw new UsageError(
      `CSV holds one table: choose one with --table (${[...new Set(tables)].join(', ')}), or write files with --out DIR`,
    );
  }
  return {
    format,
    folder,
    excel: words.excel === true,
    ...(out === undefined ? {} : { out }),
    ...(table === undefined ? {} : { table }),
    ...(locale === undefined ? {} : { locale }),
  };
}

/** Reports of one kind, inside or released, with the renderers that may show that kind. */
export interface Delivery<R extends InsideReport | ReleasedReport> {
  readonly context: Pick<Printing, 'print' | 'write' | 'note'>;
  readonly reports: readonly R[];
  readonly html: (reports: readonly R[]) => Promise<string>;
  readonly terminal: (reports: readonly R[]) => string;
  readonly json: (reports: readonly R[]) => string;
}

/** Writes the reports; throws a CannotError if a file cannot be written. */
export async function deliver<R extends InsideReport | ReleasedReport>(
  output: Output,
  delivery: Delivery<R>,
): Promise<void> {
  const reports = delivery.reports.map((report) => selectTable(report, output.table));
  // A CSV file has no place for the mark.
  if (output.format === 'csv' && reports.some((report) => report.simulated === true))
    delivery.context.note(SIMULATED_LINE);
  if (output.folder && output.out !== undefined) {
    writeFolder(
      output.out,
      reports.flatMap((report) =>
        report.tables.map((table) => [csvName(report, table), csvOf(table, output)] as const),
      ),
      delivery.context,
    );
    return;
  }
  const text = await render(reports, output, delivery);
  if (output.out === undefined) {
    if (output.format === 'html' || output.format === 'csv') delivery.context.write(text);
    else delivery.context.print(text);
  } else {
    write(output.out, text);
    delivery.context.note(`written: ${output.out}`);
  }
}

async function render<R extends InsideReport | ReleasedReport>(
  reports: readonly R[],
  output: Output,
  delivery: Delivery<R>,
): Promise<string> {
  switch (output.format) {
    case 'json':
      return delivery.json(reports);
    case 'table':
      return delivery.terminal(reports);
    case 'html':
      return delivery.html(reports);
    case 'csv': {
      const table = reports.flatMap((report) => report.tables)[0];
      return table === undefined ? '' : csvOf(table, output);
    }
  }
}

function selectTable<R extends InsideReport | ReleasedReport>(report: R, table: string | undefined): R {
  return table === undefined
    ? report
    : { ...report, tables: report.tables.filter((candidate) => candidate.name === table) };
}

function csvOf(table: ReportTable, output: Output): string {
  return renderCsv(table, {
    excel: output.excel,
    ...(output.locale === undefined ? {} : { locale: output.locale }),
  });
}

function writeFolder(
  folder: string,
  files: readonly (readonly [string, string])[],
  context: Pick<Printing, 'print' | 'write' | 'note'>,
): void {
  try {
    makeFolder(folder, 0o777);
  } catch {
    throw new CannotError(`${folder} cannot be created as a folder: choose another --out`);
  }
  for (const [name, text] of files) write(join(folder, name), text);
  context.note(`written: ${files.length} files in ${folder}`);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch {
    throw new CannotError(
      `${file} cannot be written: check that its folder exists and that the disk has room`,
    );
  }
}

/** Defaults to a table for people, also in a pipe, and to CSV if a pipe receives a single table. */
function formatForStdout({ table, excel }: OutputOptions, terminal: boolean): Format {
  return !terminal && (table !== undefined || excel === true) ? 'csv' : 'table';
}

function formatForExtension(extension: string | undefined): Format {
  if (extension === 'json') return 'json';
  if (extension === 'txt') return 'table';
  return extension === 'csv' || extension === undefined ? 'csv' : 'html';
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
