/**
 * Released devices: one bar of 100 per cent if the intervals are narrow enough for its edges to mean something,
 * otherwise dots.
 */
import { html } from 'hono/html';
import type { ReleasedReport } from '#core/report/figures';
import { roundToInterval } from '#core/report/round-to-interval';
import type { ReportColumn, ReportTable } from '#core/report/report';
import { figureText } from '../../format-figure.ts';
import { intervalOf, shownColumns } from '../../shown-columns.ts';
import { partsData, type Part } from '../chart-data.ts';
import { figureOf, type Html } from '../figures.ts';
import { deviceName } from '../readable-value.ts';
import { partialNote, type TableEntry, type PageRequest } from '../report-page.ts';
import { releasedRanking } from './released-ranking.ts';
import { foldReleasedTable } from './released-table.ts';

/** The largest error of a share, in percentage points, at which an edge in a bar is still meaningful. */
const MAX_EDGE_ERROR = 1.5;

export async function releasedDevices(
  entry: TableEntry<ReleasedReport>,
  request: PageRequest<ReleasedReport>,
): Promise<Html> {
  const { title } = entry.definition;
  const column = shownColumns(entry.table).find((shown) => shown.column.name === 'share')?.column;
  const parts = column === undefined ? undefined : releasedParts(entry.table, column, request.locale);
  if (entry.definition.chart === undefined || parts === undefined)
    return releasedRanking(entry, request, { title, name: deviceName, empty: '' });
  const chart = await figureOf(
    entry.definition.chart,
    (width) => partsData(parts, (part) => part.label, width),
    entry.report.days.asked,
    {
      caption: `Share of visitor-days${partialNote(entry)}`,
      alternative: `One bar of 100 per cent. ${title}: ${parts.map(({ label, text }) => `${label}${text === '' ? '' : ` ${text}`}`).join('; ')}.`,
    },
  );
  return html`<div class="part"><h3>${title}</h3>${chart}<ul class="legend">${parts.map((part) => html`<li><span class="swatch" style="background:${part.shade}"></span>${part.label} <b>${part.text}</b></li>`)}</ul>${foldReleasedTable(entry.table, { locale: request.locale, maxRows: 10, names: { value: deviceName }, changes: false })}</div>`;
}

/**
 * Returns rounded shares and the remainder, or undefined if they are too uncertain for edges or do not add up to a
 * whole.
 */
function releasedParts(
  table: ReportTable,
  column: ReportColumn,
  locale: string,
): readonly (Part & { readonly text: string })[] | undefined {
  const figures = table.rows.map((row) => ({ row, figure: intervalOf(table, row, 'share') ?? null }));
  const parts = figures.flatMap(({ row, figure }, index) => {
    if (figure === null) return [];
    const { value, low, high } = roundToInterval(figure, 'percent');
    return [
      {
        label: deviceName(String(row[0])),
        share: value,
        text: figureText(column, figure, locale),
        shade: `var(--part-${Math.min(index + 1, 5)})`,
        sure: high - value <= MAX_EDGE_ERROR && value - low <= MAX_EDGE_ERROR,
      },
    ];
  });
  const sum = parts.reduce((all, { share }) => all + share, 0);
  if (
    parts.length < 2 ||
    parts.length < figures.length ||
    !parts.every(({ sure }) => sure) ||
    sum > 100 + MAX_EDGE_ERROR ||
    sum < 100 - 2 * MAX_EDGE_ERROR
  )
    return undefined;
  const rest = Math.round((100 - sum) * 10) / 10;
  return rest > 0 && table.withheld
    ? [...parts, { label: 'Too uncertain to show', share: rest, text: '', shade: 'var(--gap)' }]
    : parts;
}
