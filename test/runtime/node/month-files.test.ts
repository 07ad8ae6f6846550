/** The files of a published month: page, JSON and CSV say the same, and the Parquet file says what it is. */
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { ALL_NAMES } from '#core/report/released-names';
import type { MonthFiles } from '#core/release/publish-months';
import type { ReportData } from '#core/report/report';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { figureText } from '#render/format-figure';
import { intervalAt, lowerAt, shownColumns } from '#render/shown-columns';
import { monthFiles } from '#runtime/node/publish/month-files';
import { releasesOf, shop } from '../../support/releases-of.ts';

let files: MonthFiles;
let reports: readonly ReportData[];
let rows: readonly Record<string, string>[];
beforeAll(async () => {
  const site = shop();
  const { releases } = releasesOf({ site, month: '2026-03', visitorsPerDay: 40, seed: 5 });
  const month = releases.find(({ level }) => level === 'month') as StoredRelease;
  files = await monthFiles(
    { site: site.config, timeZone: 'Europe/Berlin', month, releases, names: ALL_NAMES, mark: '' },
    { reports: REPORTS, measures: RELEASED_TABLES },
  );
  ({ reports } = JSON.parse(files.json) as { reports: readonly ReportData[] });
  rows = parse(files.csv, { columns: true });
});

it('the CSV has every figure of the JSON with its range, and no other', () => {
  let figures = 0;
  for (const report of reports)
    for (const table of report.tables) {
      const columns = shownColumns(table);
      for (const row of table.rows)
        for (const { kind, column, index } of columns) {
          if (kind !== 'figure' || row[index] === null) continue;
          figures += 1;
          const keys = columns.filter((one) => one.kind === 'key');
          const matches = rows.filter(
            (line) =>
              line['report'] === report.report &&
              line['table'] === table.name &&
              line['measure'] === column.name &&
              keys.every((one) => line[one.column.name] === String(row[one.index])),
          );
          expect(matches, `${table.name} ${column.name}`).toHaveLength(1);
          expect([matches[0]?.['estimate'], matches[0]?.['low'], matches[0]?.['high']]).toEqual(
            row.slice(index, index + 3).map(String),
          );
        }
    }
  expect(figures).toBe(rows.length);
  expect(figures).toBeGreaterThan(200);
});

it('the page prints the figures of the JSON, rounded to their range: pages by their visitors and page views', () => {
  const text = files.html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
  const table = reports.flatMap(({ tables }) => tables).find(({ name }) => name === 'pages');
  if (table === undefined) throw new Error('no table');
  for (const row of table.rows.slice(0, 5))
    for (const shown of shownColumns(table).filter(({ kind }) => kind === 'figure')) {
      const figure = intervalAt(row, shown.index);
      expect(text).toContain(
        figureText(shown.column, figure, 'en', lowerAt(row, shown)).replace(/^about /, ''),
      );
    }
});

it('no page has fewer page views than visitors, neither as a number nor as it is printed', () => {
  const of = (measure: string) =>
    new Map(
      rows
        .filter((line) => line['table'] === 'pages' && line['measure'] === measure)
        .map((line) => [line['path'], Number(line['estimate'])]),
    );
  const views = of('page_views');
  for (const [path, visitors] of of('visitors'))
    expect(views.get(path), path).toBeGreaterThanOrEqual(visitors);
  const printed = (figure: { value: number; low: number; high: number }, lower?: typeof figure) =>
    figureText({ type: 'count' }, figure, 'en', lower);
  const visitors = { value: 53, low: 46, high: 60 };
  const pageViews = { value: 53, low: 13, high: 93 };
  expect(printed(pageViews)).toBe('about 50 (10 to 100)');
  expect(printed(pageViews, visitors)).toBe('about 53 (13 to 93)');
});

it('a site that only imports logs shows no engaged time, and the page says why; one that collects live does', async () => {
  expect(rows.filter((line) => /seconds/.test(line['measure'] ?? ''))).toEqual([]);
  expect(files.json).not.toContain('"engaged_seconds_low"');
  expect(files.html).toContain('Engaged time is not measured');
  const site = shop();
  const { releases } = releasesOf({ site, month: '2026-03', visitorsPerDay: 40, seed: 5 });
  const month = releases.find(({ level }) => level === 'month') as StoredRelease;
  const make = (drawn: readonly StoredRelease[], origins: readonly string[]) =>
    monthFiles(
      {
        site: { ...site.config, origins: [...origins] },
        timeZone: 'Europe/Berlin',
        month,
        releases: drawn,
        names: ALL_NAMES,
        mark: '',
      },
      { reports: REPORTS, measures: RELEASED_TABLES },
    );
  const live = await make(releases, ['https://www.example.com']);
  expect([live.csv.includes(',engaged_seconds,'), live.html.includes('is not measured')]).toEqual([
    true,
    false,
  ]);
  const earlier = await make(
    releases.map((release) => ({ ...release, catalogue: '2026-11-29' })),
    [],
  );
  expect(earlier.csv).toContain(',engaged_seconds,');
});
