/** The frame that all charts of days share: the time axis, shaded weekends, gaps, annotations. */
import type { ChartDimensions } from '#core/report/definition';

const x = (field: string) => ({ field, type: 'temporal', scale: { type: 'utc', nice: false } });

/** Returns the axis of days for a field `at` in milliseconds, at UTC midnights of calendar days. */
export function daysTime({ width, days }: ChartDimensions) {
  return {
    ...x('at'),
    axis: {
      title: null,
      grid: false,
      format: days > 100 ? '%b %Y' : '%-d %b',
      tickCount: Math.min(days, Math.floor(width / (days > 100 ? 90 : 70))),
      labelOverlap: true,
      ...(days > 100 ? {} : { tickMinStep: 86_400_000 }),
    },
  };
}

/**
 * Builds a chart of layers that reads `frame` {at: the two ends}, `weekends` and `gaps` {start, end, middle, label},
 * and `notes` {at, number, isLower}, whose numbers stand above the plot in two rows; `figures` are drawn on top.
 */
export function daysFrame({ width }: ChartDimensions, figures: readonly object[]) {
  return {
    width: width - 56,
    height: Math.round(Math.min(260, width * 0.5)),
    layer: [
      { data: { name: 'frame' }, mark: { type: 'rule', opacity: 0 }, encoding: { x: x('at') } },
      {
        data: { name: 'weekends' },
        mark: { type: 'rect', color: 'var(--weekend)' },
        encoding: { x: x('start'), x2: { field: 'end' } },
      },
      {
        data: { name: 'gaps' },
        mark: {
          type: 'rect',
          color: 'var(--gap)',
          stroke: 'var(--line)',
          strokeDash: [3, 3],
          strokeWidth: 1,
        },
        encoding: { x: x('start'), x2: { field: 'end' } },
      },
      {
        data: { name: 'gaps' },
        mark: { type: 'text', color: 'var(--muted)', fontStyle: 'italic', y: 14 },
        encoding: { x: x('middle'), text: { field: 'label' } },
      },
      {
        data: { name: 'notes' },
        mark: { type: 'rule', color: 'var(--note)', strokeDash: [2, 3] },
        encoding: { x: x('at') },
      },
      ...figures,
      ...[false, true].map((isLower) => ({
        data: { name: 'notes' },
        transform: [{ filter: `datum.isLower === ${isLower}` }],
        mark: {
          type: 'text',
          align: 'center',
          baseline: 'bottom',
          y: isLower ? -3 : -14,
          fontWeight: 'bold',
          color: 'var(--note)',
        },
        encoding: { x: x('at'), text: { field: 'number' } },
      })),
    ],
  };
}
