/**
 * Released topics and goals by country as shaded tables, each figure over its interval. It may not show a cell that its
 * report left out.
 */
import { html } from 'hono/html';
import type { Released } from '#core/report/figures';
import { roundToInterval, type Interval } from '#core/report/round-to-interval';
import type { ReportColumn } from '#core/report/report';
import { figureWords } from '../../format-figure.ts';
import { intervalAt, shownColumns } from '../../shown-columns.ts';
import { columnOf } from '../chart-data.ts';
import { notes } from '../data-table.ts';
import { ranked, SHOWN_COUNTRIES, SHOWN_SUBJECTS } from '../demand-by-country.ts';
import type { Html } from '../figures.ts';
import { heatTable } from '../heat-table.ts';
import { countryName, reserved } from '../readable-value.ts';
import { partial, type Found, type PageRequest } from '../report-page.ts';
import { figureHtml } from './released-table.ts';

export function releasedDemand(
  found: Found<Released>,
  { locale }: PageRequest<Released>,
  { title, corner }: { readonly title: string; readonly corner: string },
): Html {
  const column = shownColumns(found.table).find((one) => one.column.name === 'visitors');
  const cells = column === undefined ? [] : countryCells(found, column.at);
  if (column === undefined || cells.length === 0) return html``;
  const countries = ranked(cells, (cell) => cell.country).slice(0, SHOWN_COUNTRIES);
  const subjects = ranked(cells, (cell) => cell.subject).slice(0, SHOWN_SUBJECTS);
  const known = new Map(cells.map((cell) => [`${cell.subject}\n${cell.country}`, cell]));
  const at = (row: number, place: number) => known.get(`${subjects[row]}\n${countries[place]}`);
  return html`<div class="part"><h3>${title}</h3><p class="caption">Visitor-days, with the range of each${partial(found)}</p>${heatTable(
    {
      title,
      corner,
      none: 'too uncertain to show',
      format: (_, row, place) => words(column.column, at(row, place)?.figure ?? null, locale),
      columns: countries.map(countryName),
      rows: subjects.map((subject, row) => ({
        label: reserved(subject),
        cells: countries.map((__, place) => at(row, place)?.visitors),
      })),
    },
  )}${notes({ ...found.table, rows: [] }, 0, undefined, 'Cells')}</div>`;
}

function words(column: ReportColumn, figure: Interval | null, locale: string): Html {
  return figureHtml(figureWords(column, figure, locale));
}

interface CountryCell {
  readonly subject: string;
  readonly country: string;
  readonly visitors: number;
  readonly figure: Interval;
}

function countryCells({ table }: Found<Released>, at: number): readonly CountryCell[] {
  const [dimension, value] = [columnOf(table, 'dimension'), columnOf(table, 'value')];
  return table.rows.flatMap((row) => {
    const figure = row[dimension] === 'country' ? intervalAt(row, at) : null;
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
