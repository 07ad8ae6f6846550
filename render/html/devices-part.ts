/** Devices as one bar of 100 per cent, its parts in a legend. It may not hide what is left out: that is a part too. */
import { html } from 'hono/html';
import { formatCell } from '../format-cell.ts';
import { partsData, partsOf } from './chart-data.ts';
import { folded } from './data-table.ts';
import { figureOf, type Html } from './figures.ts';
import { deviceName } from './readable-value.ts';
import { partial, type Found, type PageRequest } from './report-page.ts';

/** The bar, its legend, and the figures beneath. */
export async function devices(found: Found, request: PageRequest): Promise<Html> {
  if (found.declared.chart === undefined || found.table.rows.length === 0) return html``;
  const parts = partsOf(found.table, deviceName);
  const share = (part: { readonly share: number }) =>
    formatCell({ name: 'share', type: 'percent', label: '' }, part.share, request.locale);
  const chart = await figureOf(
    found.declared.chart,
    (width) => partsData(parts, (part) => `${part.label} ${share(part)}`, width),
    found.report.days.asked,
    {
      caption: `Share of visitor-days${partial(found)}`,
      alternative: `One bar of 100 per cent. ${found.declared.title}: ${parts.map((part) => `${part.label} ${share(part)}`).join('; ')}.`,
    },
  );
  return html`<div class="part"><h3>${found.declared.title}</h3>${chart}<ul class="legend">${parts.map((part) => html`<li><span class="swatch" style="background:${part.shade}"></span>${part.label} <b>${share(part)}</b></li>`)}</ul>${folded(found.table, { locale: request.locale, most: 10, k: found.report.method.k, names: { value: deviceName } })}</div>`;
}
