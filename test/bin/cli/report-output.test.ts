/** The default format of a report: by the extension of the file, otherwise a table, also in a pipe. */
import { describe, expect, it } from 'vitest';
import { REPORTS } from '#queries/reports/catalogue';
import type { OutputOptions } from '../../../bin/cli/output-options.ts';
import { planOutput } from '../../../bin/cli/report-output.ts';

const formatOf = (words: OutputOptions, terminal: boolean, json = false) =>
  planOutput(words, REPORTS, terminal, json).format;

describe('the form of a report that names none', () => {
  it.each([true, false])('is a table on stdout, in a pipe as on a terminal (terminal: %s)', (terminal) => {
    expect(formatOf({}, terminal)).toBe('table');
    expect(formatOf({ locale: 'de-DE' }, terminal)).toBe('table');
  });

  it('is CSV in a pipe where one table is named, and a table on a terminal', () => {
    expect(formatOf({ table: 'pages' }, false)).toBe('csv');
    expect(formatOf({ table: 'pages' }, true)).toBe('table');
  });

  it.each([
    ['report.html', 'html'],
    ['report.json', 'json'],
    ['report.txt', 'table'],
    ['pages.csv', 'csv'],
    ['folder', 'csv'],
  ])('the form is decided by --out %s alone, whether there is a terminal or not', (out, format) => {
    for (const terminal of [true, false]) expect(formatOf({ out, table: 'pages' }, terminal)).toBe(format);
  });

  it('is JSON with --json, whatever else', () => {
    for (const terminal of [true, false]) expect(formatOf({ table: 'pages' }, terminal, true)).toBe('json');
  });
});

describe('CSV on stdout', () => {
  it('takes one table: several are an error that names them, and --excel is about CSV', () => {
    expect(() => formatOf({ format: 'csv' }, false)).toThrow(/CSV holds one table: choose one with --table/);
    expect(() => formatOf({ excel: true }, false)).toThrow(/CSV holds one table: choose one with --table/);
    expect(formatOf({ format: 'csv', table: 'pages' }, true)).toBe('csv');
  });
});
