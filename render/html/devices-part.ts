/** The part of a page that shows devices as one bar of 100 per cent with a legend. Withheld rows form a part too. */
import { html } from 'hono/html';
import { formatCell } from '../format-cell.ts';
import { partsData, partsOf } from './chart-data.ts';
import { foldTable } from './data-table.ts';
import { figureOf, type Html } from './figures.ts';
import { deviceName } from './readable-value.ts';
import { partialNote, type TableEntry, type PageRequest } from './report-page.ts';

/** Renders the bar, its legend, and the figures below. */
export async function devicesPart(entry: TableEntry, request: PageRequest): Promise<Html> {
  if (entry.definition.chart === undefined || entry.table.rows.length === 0) return html``;
  const parts = partsOf(entry.table, deviceName);
  const share = (part: { readonly share: number }) =>
    formatCell({ name: 'share', type: 'percent', label: '' }, part.share, request.locale);
  const chart = await figureOf(
    entry.definition.chart,
    (width) => partsData(parts, (part) => `${part.label} ${share(part)}`, width),
    entry.report.days.asked,
    {
      caption: `Share of visitor-days${partialNote(entry)}`,
      alternative: `One bar of 100 per cent. ${entry.definition.title}: ${parts.map((part) => `${part.label} ${share(part)}`).join('; ')}.`,
    },
  );
  return html`<div class="part"><h3>${entry.definition.title}</h3>${chart}<ul class="legend">${parts.map((part) => html`<li><span class="swatch" style="background:${part.shade}"></span>${part.label} <b>${share(part)}</b></li>`)}</ul>${foldTable(entry.table, { locale: request.locale, maxRows: 10, k: entry.report.method.k, names: { value: deviceName } })}</div>`;
}
