/**
 * Released topics and goals by country as shaded tables, each figure with its interval. It may not show a cell that its
 * report left out.
 */
import { html } from 'hono/html';
import type { ReleasedReport } from '#core/report/figures';
import { roundToInterval, type Interval } from '#core/report/round-to-interval';
import type { ReportColumn } from '#core/report/report';
import { figureWords } from '../../format-figure.ts';
import { intervalAt, shownColumns } from '../../shown-columns.ts';
import { columnOf } from '../chart-data.ts';
import { rowNotes } from '../data-table.ts';
import { rankBySum, SHOWN_COUNTRIES, SHOWN_SUBJECTS } from '../demand-by-country.ts';
import type { Html } from '../figures.ts';
import { heatTable } from '../heat-table.ts';
import { countryName, readableValue } from '../readable-value.ts';
import { partialNote, type TableEntry, type PageRequest } from '../report-page.ts';
import { figureHtml } from './released-table.ts';

export function releasedDemand(
  entry: TableEntry<ReleasedReport>,
  { locale }: PageRequest<ReleasedReport>,
  { title, corner }: { readonly title: string; readonly corner: string },
): Html {
  const column = shownColumns(entry.table).find((shown) => shown.column.name === 'visitors');
  const cells = column === undefined ? [] : countryCells(entry, column.index);
  if (column === undefined || cells.length === 0) return html``;
  const countries = rankBySum(cells, (cell) => cell.country).slice(0, SHOWN_COUNTRIES);
  const subjects = rankBySum(cells, (cell) => cell.subject).slice(0, SHOWN_SUBJECTS);
  const cellByKey = new Map(cells.map((cell) => [`${cell.subject}\n${cell.country}`, cell]));
  const cellAt = (row: number, place: number) => cellByKey.get(`${subjects[row]}\n${countries[place]}`);
  return html`<div class="part"><h3>${title}</h3><p class="caption">Visitor-days, with the range of each${partialNote(entry)}</p>${heatTable(
    {
      title,
      corner,
      emptyLabel: 'too uncertain to show',
      format: (_, row, place) => cellHtml(column.column, cellAt(row, place)?.figure ?? null, locale),
      columns: countries.map(countryName),
      rows: subjects.map((subject, row) => ({
        label: readableValue(subject),
        cells: countries.map((__, place) => cellAt(row, place)?.visitors),
      })),
    },
  )}${rowNotes({ ...entry.table, rows: [] }, 0, undefined, 'Cells')}</div>`;
}

function cellHtml(column: ReportColumn, figure: Interval | null, locale: string): Html {
  return figureHtml(figureWords(column, figure, locale));
}

interface CountryCell {
  readonly subject: string;
  readonly country: string;
  readonly visitors: number;
  readonly figure: Interval;
}

function countryCells({ table }: TableEntry<ReleasedReport>, index: number): readonly CountryCell[] {
  const [dimension, value] = [columnOf(table, 'dimension'), columnOf(table, 'value')];
  return table.rows.flatMap((row) => {
    const figure = row[dimension] === 'country' ? intervalAt(row, index) : null;
    return figure === null
      ? []
      : [
          {
            subject: String(row[0]),
            country: String(row[value]),
            visitors: roundToInterval(figure, 'count').value,
            figure,
          },
        ];
  });
}
