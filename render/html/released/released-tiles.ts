/**
 * The four figures at the head of a released report, each with its interval, its change and the preceding period. It
 * may not compare a partial period's sums.
 */
import { html } from 'hono/html';
import type { ReleasedReport } from '#core/report/figures';
import { periodPhrase } from '#core/report/period-title';
import type { ReportTable } from '#core/report/report';
import type { Interval } from '#core/report/round-to-interval';
import { changeText, figureText, figureWords, TOO_UNCERTAIN } from '../../format-figure.ts';
import { intervalOf } from '../../shown-columns.ts';
import type { Html } from '../figures.ts';
import type { ReleasedPageRequest } from './released-request.ts';

interface Tile {
  readonly label: string;
  readonly column: string;
  readonly type: 'count' | 'seconds' | 'ratio' | 'percent';
  /** Whether the figure is a sum, which grows with the days it covers. */
  readonly isSum: boolean;
}

const TILES: readonly Tile[] = [
  { label: 'Visitors per day', column: 'visitors_per_day', type: 'count', isSum: false },
  { label: 'Page views', column: 'page_views', type: 'count', isSum: true },
  { label: 'Visits', column: 'visits', type: 'count', isSum: true },
  { label: 'Engaged time per visit', column: 'seconds_per_visit', type: 'seconds', isSum: false },
  { label: 'Page views per visit', column: 'views_per_visit', type: 'ratio', isSum: false },
];
const MAX_TILES = 4;

/** Renders the first four figures that are released; days alone have no engaged time. */
export function releasedTiles(
  report: ReleasedReport,
  previous: ReleasedPageRequest['previous'],
  locale: string,
): Html {
  const shown = TILES.filter((tile) => totalFigure(report, tile.column) !== undefined).slice(0, MAX_TILES);
  return html`<dl class="tiles of-${shown.length}">${shown.map((tile) => tileHtml(tile, report, previous, locale))}</dl>`;
}

/** Returns a figure of the single row of `total`: undefined if it does not exist, null if its interval has no end. */
export function totalFigure(report: ReleasedReport, column: string): Interval | null | undefined {
  const table: ReportTable | undefined = report.tables.find((candidate) => candidate.name === 'total');
  return table === undefined ? undefined : intervalOf(table, table.rows[0], column);
}

/** Returns the format of a figure: visitors per day are whole numbers unless there are fewer than ten. */
export function kindOf({ type }: Pick<Tile, 'type'>, figure: Interval | null): Pick<Tile, 'type'> {
  return { type: type === 'count' && figure !== null && figure.high < 10 ? 'ratio' : type };
}

function tileHtml(
  tile: Tile,
  report: ReleasedReport,
  previous: ReleasedPageRequest['previous'],
  locale: string,
): Html {
  const figure = totalFigure(report, tile.column) ?? null;
  const { qualifier, value, interval } = figureWords(kindOf(tile, figure), figure, locale);
  const label = report.days.asked === 1 && tile.column === 'visitors_per_day' ? 'Visitors' : tile.label;
  const coverage =
    report.state === 'partial' && tile.isSum
      ? html` <span class="on">on ${report.days.sealed} of ${report.days.asked} days</span>`
      : '';
  return html`<div><dt>${label}${coverage}</dt>${
    value === TOO_UNCERTAIN
      ? html`<dd class="number unsure">${TOO_UNCERTAIN}</dd>`
      : html`<dd class="number">${qualifier === '' ? '' : html`<span class="how">${qualifier}</span> `}${value}</dd>${interval === '' ? '' : html`<dd class="range">${interval}</dd>`}`
  }<dd class="before">${comparisonHtml(tile, report, previous, locale)}</dd></div>`;
}

function comparisonHtml(
  tile: Tile,
  report: ReleasedReport,
  previous: ReleasedPageRequest['previous'],
  locale: string,
): Html | string {
  if (previous === undefined) return '';
  const earlier = totalFigure(previous.report, tile.column);
  const earlierPeriod = periodPhrase(previous.period);
  if (earlier === undefined) return `no figure ${earlierPeriod}`;
  const comparable = !tile.isSum || (report.state === 'complete' && previous.report.state === 'complete');
  const change = totalFigure(previous.compared, `${tile.column}_change`) ?? null;
  // No change is computed for quotients of two noisy sums; readers can compare the two figures.
  const showsChange = comparable && (tile.type === 'count' || change !== null);
  const { sealed, asked } = previous.report.days;
  const partial = tile.isSum && sealed < asked ? ` on ${sealed} of ${asked} days` : '';
  return html`${showsChange ? html`<span class="change">${change === null ? `change ${TOO_UNCERTAIN}` : changeText({ unit: '%' }, change, locale)}</span>; ` : ''}${figureText(kindOf(tile, earlier), earlier, locale)} ${earlierPeriod}${partial}`;
}
