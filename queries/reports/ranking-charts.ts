/** The charts of rankings: bars of exact figures inside, dots with whiskers where released. */
import type { TableDefinition } from '#core/report/definition';
import { dotsAndWhiskers } from './dots-and-whiskers.ts';
import { horizontalBars } from './horizontal-bars.ts';

export const RANKING_CHARTS: Pick<TableDefinition, 'chart' | 'releasedChart'> = {
  chart: horizontalBars,
  releasedChart: dotsAndWhiskers,
};
