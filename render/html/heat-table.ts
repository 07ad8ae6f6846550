/** Renders a table whose cells are shaded by their figures. Shades always start at zero. */
import { html } from 'hono/html';
import type { Html } from './figures.ts';

export interface HeatTable {
  readonly title: string;
  readonly corner: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly cells: readonly (number | undefined)[];
    readonly placeholder?: string | undefined;
  }[];
  readonly format: (value: number, row: number, column: number) => Html | string;
  /** Label of a cell without a figure; the `placeholder` of a row replaces all its cells. */
  readonly emptyLabel: string;
  /** Uses narrow cells, for many columns. */
  readonly dense?: boolean;
}

/** Renders the table; shades range from none at zero to the strongest at the greatest figure. */
export function heatTable(heat: HeatTable): Html {
  const greatest = Math.max(1, ...heat.rows.flatMap((row) => row.cells.map((cell) => cell ?? 0)));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${heat.title}"><table class="heat${heat.dense === true ? ' dense' : ''}">
<caption class="quiet">${heat.title}</caption>
<thead><tr><th scope="col" class="text">${heat.corner}</th>${heat.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${heat.rows.map(
    (row, r) =>
      html`<tr><th scope="row" class="text">${row.label}</th>${row.placeholder === undefined ? '' : html`<td class="none" colspan="${heat.columns.length}">${row.placeholder}</td>`}${(row.placeholder ===
      undefined
        ? row.cells
        : []
      ).map((cell, c) =>
        cell === undefined
          ? html`<td class="none"><span aria-label="${heat.emptyLabel}">·</span></td>`
          : html`<td style="--heat:${Math.round((cell / greatest) * 100)}%">${heat.format(cell, r, c)}</td>`,
      )}</tr>`,
  )}</tbody>
</table></div>`;
}
