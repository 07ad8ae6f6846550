/** Topics and goals by country as shaded tables. It may not show a cell that its report left out. */
import { html } from 'hono/html';
import type { ReportTable } from '#core/report/report';
import { restLast } from '#core/report/rest-last';
import { columnOf } from './chart-data.ts';
import { rowNotes } from './data-table.ts';
import { visitorUnit } from './day-words.ts';
import type { Html } from './figures.ts';
import { heatTable } from './heat-table.ts';
import { countryName, readableValue } from './readable-value.ts';
import { partialNote, type TableEntry, type PageRequest } from './report-page.ts';

export const SHOWN_COUNTRIES = 7;
export const SHOWN_SUBJECTS = 10;

/** Renders, for each subject, the visitor-days from the countries that have most of them. */
export function demandByCountry(
  entry: TableEntry,
  request: PageRequest,
  { title, corner }: { readonly title: string; readonly corner: string },
): Html {
  const { table, report } = entry;
  const cells = countryCells(table);
  if (cells.length === 0) return html``;
  const countries = rankBySum(cells, (cell) => cell.country).slice(0, SHOWN_COUNTRIES);
  const subjects = rankBySum(cells, (cell) => cell.subject).slice(0, SHOWN_SUBJECTS);
  const visitorsByCell = new Map(cells.map((cell) => [`${cell.subject}\n${cell.country}`, cell.visitors]));
  const number = new Intl.NumberFormat(request.locale);
  return html`<div class="part"><h3>${title}</h3><p class="caption">${visitorUnit(entry.report)}${partialNote(entry)}</p>${heatTable(
    {
      title,
      corner,
      emptyLabel: 'too few to show',
      format: (value) => number.format(value),
      columns: countries.map(countryName),
      rows: subjects.map((subject) => ({
        label: readableValue(subject),
        cells: countries.map((country) => visitorsByCell.get(`${subject}\n${country}`)),
      })),
    },
  )}${rowNotes({ ...table, rows: [] }, 0, report.method.k, 'Cells')}</div>`;
}

interface CountryCell {
  readonly subject: string;
  readonly country: string;
  readonly visitors: number;
}

function countryCells(table: ReportTable): readonly CountryCell[] {
  const [dimension, value, visitors] = [
    columnOf(table, 'dimension'),
    columnOf(table, 'value'),
    columnOf(table, 'visitors'),
  ];
  return table.rows
    .filter((row) => row[dimension] === 'country')
    .map((row) => ({
      subject: String(row[0]),
      country: String(row[value]),
      visitors: Number(row[visitors]),
    }));
}

/** Returns the names ranked by the sum of their figures, greatest first, `(other)` last. */
export function rankBySum<C extends { readonly visitors: number }>(
  cells: readonly C[],
  by: (cell: C) => string,
): readonly string[] {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(by(cell), (sums.get(by(cell)) ?? 0) + cell.visitors);
  const ranked = [...sums].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
  return restLast(ranked, (name) => [name]);
}
