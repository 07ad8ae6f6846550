/**
 * The four figures at the head of a report, each with the preceding period. It may not compare a partial period's sums.
 */
import { html } from 'hono/html';
import { isWholeThrough } from '#core/report/compared-period';
import { divide } from '#core/report/figure';
import { readTotal } from '#core/report/headline';
import type { ReportData } from '#core/report/report';
import { formatSeconds } from '../format-cell.ts';
import type { Html } from './figures.ts';

export interface Previous {
  readonly report: ReportData;
  /** The preceding period in words, as `in May 2015`. */
  readonly when: string;
  /** Of a period under way, the last day that is compared. */
  readonly through?: string;
}

interface Tile {
  readonly label: string;
  readonly column: string;
  readonly format: (value: number) => string;
  /**
   * Whether the figure is a sum, which grows with the days it covers: sums are compared only between complete periods.
   */
  readonly isSum: boolean;
}

/** Renders visitors per day, page views, visits and engaged time per visit. */
export function tiles(report: ReportData, previous: Previous | undefined, locale: string): Html {
  const count = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
  const all: readonly Tile[] = [
    {
      label: report.days.asked === 1 ? 'Visitors' : 'Visitors per day',
      column: 'visitors_per_day',
      format: count,
      isSum: false,
    },
    { label: 'Page views', column: 'page_views', format: count, isSum: true },
    { label: 'Visits', column: 'visits', format: count, isSum: true },
    {
      label: 'Engaged time per visit',
      column: 'seconds_per_visit',
      format: (value) => formatSeconds(value, locale),
      isSum: false,
    },
  ];
  return html`<dl class="tiles">${all.map((tile) => tileHtml(tile, report, previous, locale))}</dl>`;
}

function tileHtml(tile: Tile, report: ReportData, previous: Previous | undefined, locale: string): Html {
  const now = readTotal(report, tile.column);
  const earlier = previous === undefined ? undefined : readTotal(previous.report, tile.column);
  const unmeasured = tile.column === 'seconds_per_visit' && now === 0;
  const coverage =
    report.unsealed !== undefined
      ? html` <span class="on">so far</span>`
      : report.state === 'partial' && tile.isSum
        ? html` <span class="on">on ${report.days.sealed} of ${report.days.asked} days</span>`
        : '';
  return html`<div><dt>${tile.label}${coverage}</dt><dd class="number">${now === undefined || unmeasured ? '–' : tile.format(now)}</dd><dd class="before">${unmeasured ? 'not measured here' : comparisonHtml(tile, now, earlier, report, previous, locale)}</dd></div>`;
}

function comparisonHtml(
  tile: Tile,
  now: number | undefined,
  earlier: number | undefined,
  report: ReportData,
  previous: Previous | undefined,
  locale: string,
): Html | string {
  if (previous === undefined || earlier === undefined || now === undefined)
    return previous === undefined ? '' : `no figure ${previous.when}`;
  const comparable =
    !tile.isSum || (isWholeThrough(report, previous.through) && previous.report.state === 'complete');
  const change = comparable ? divide(now - earlier, earlier, 100) : null;
  const { sealed, asked } = previous.report.days;
  const partial = tile.isSum && sealed < asked ? ` on ${sealed} of ${asked} days` : '';
  const sign =
    change === null
      ? ''
      : html`<span class="change">${change > 0 ? '+' : change < 0 ? '−' : '±'}${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.abs(change))} %</span> `;
  return html`${sign}${tile.format(earlier)} ${previous.when}${partial}`;
}
