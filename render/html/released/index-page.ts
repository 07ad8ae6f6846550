/** The index of published monthly reports, newest month first. It may not contain a figure. */
import { html } from 'hono/html';
import { periodAround } from '#core/report/period';
import { periodTitle } from '#core/report/period-title';
import type { Html } from '../figures.ts';
import { pageOf } from '../page-skeleton.ts';

export interface IndexEntry {
  readonly site: string;
  /** Display name; the id by default. */
  readonly name?: string;
  /** YYYY-MM; the files are in a folder of that name. */
  readonly month: string;
  /** The formats that exist; all by default. */
  readonly formats?: readonly IndexFormat[];
}

export type IndexFormat = 'html' | 'json' | 'csv';
const FORMATS: readonly IndexFormat[] = ['html', 'json', 'csv'];

/**
 * Renders the page to be stored beside the folders YYYY-MM; its links are relative. The entries are all simulated, or
 * none is.
 */
export async function renderIndex(entries: readonly IndexEntry[], simulated = false): Promise<string> {
  const months = [...new Set(entries.map((entry) => entry.month))].toSorted().toReversed();
  return pageOf({
    title: 'Website statistics by month',
    kicker: 'Headcount',
    heading: 'Website statistics',
    style: STYLE,
    simulated,
    lead: html`<p class="headline">Monthly reports of how many people visited, from where, and what they viewed; no report describes an individual visitor.</p>
<p class="basis">Noise was added to every figure on purpose, so that no figure reveals whether a particular person visited on a day; each is printed with the range in which the figure, counted within its bounds, lies 19 times in 20. Figures are drawn once and never revised. Each report says how it was made and what that costs in privacy. They may be cited with their range.</p>`,
    sections:
      months.length === 0
        ? [
            {
              id: 'none',
              title: 'No reports yet',
              body: html`<p>The first one appears when a month is over and released.</p>`,
            },
          ]
        : months.map((month) => ({
            id: `m${month}`,
            title: titleOf(month),
            body: siteListHtml(entries.filter((entry) => entry.month === month).toSorted(byName)),
          })),
    foot: html`<p>Headcount counts heads, never faces.</p>`,
  });
}

const titleOf = (month: string) => periodTitle(periodAround('month', `${month}-01`));
const nameOf = ({ name, site }: IndexEntry) => name ?? site;
const byName = (a: IndexEntry, b: IndexEntry) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0);

function siteListHtml(entries: readonly IndexEntry[]): Html {
  return html`<ul class="reports">${entries.map((entry) => {
    const formats = FORMATS.filter((format) => (entry.formats ?? FORMATS).includes(format));
    const link = (format: IndexFormat) => `${entry.month}/${encodeURIComponent(entry.site)}.${format}`;
    const title = formats.includes('html')
      ? html`<a class="report" href="${link('html')}">${nameOf(entry)}<span class="quiet">, ${titleOf(entry.month)}</span></a>`
      : html`<span class="report">${nameOf(entry)}</span>`;
    return html`<li>${title} ${formats.filter((format) => format !== 'html').map((format) => html`<a class="file" href="${link(format)}">${format.toUpperCase()}<span class="quiet"> of ${nameOf(entry)}, ${titleOf(entry.month)}</span></a> `)}</li>`;
  })}</ul>`;
}

const STYLE = `
.basis{color:var(--muted);font-size:.92rem;border-left:3px solid var(--part-3);padding-left:.9em;max-width:62ch}
.reports{list-style:none;margin:0;padding:0}.reports li{position:relative;display:flex;flex-wrap:wrap;gap:.2em 1.1em;align-items:baseline;padding:.5em 0;border-bottom:1px solid var(--line)}
.report{font-size:1.1rem;margin-right:auto;overflow-wrap:anywhere}.file{font-size:.85rem}
section{margin-bottom:32px}
@media print{nav{display:none}}
`;
