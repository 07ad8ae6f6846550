/**
 * Released days: a line within the band of its interval; weekends shaded, annotations, gaps where a day is missing,
 * never a line across.
 */
import type { Chart } from '#core/report/definition';
import { daysFrame, daysTime } from './days-frame.ts';

/**
 * Reads the data of `daysFrame`, and `days` {at, value, low, high (all null if missing), dot, alone (without a
 * neighbour to draw a band to, so drawn as a whisker)}, and `earlier` {at, value, low, high}: the period that it is
 * compared with, in the places of these days.
 */
export const daysBandChart: Chart = (room) => {
  const x = daysTime(room);
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { zero: true },
    axis: { title: null, tickCount: 4, domain: false, ticks: false, format: ',d' },
  });
  const broken = { invalid: 'break-paths-show-domains' };
  return {
    ...daysFrame(room, [
      {
        data: { name: 'earlier' },
        mark: { type: 'area', color: 'var(--muted)', opacity: 0.14, ...broken },
        encoding: { x, y: y('low'), y2: { field: 'high' } },
      },
      {
        data: { name: 'earlier' },
        mark: { type: 'line', color: 'var(--muted)', strokeWidth: 1.4, strokeDash: [5, 4], ...broken },
        encoding: { x, y: y('value') },
      },
      {
        data: { name: 'days' },
        mark: { type: 'area', color: 'var(--part-3)', opacity: 0.55, ...broken },
        encoding: { x, y: y('low'), y2: { field: 'high' } },
      },
      {
        data: { name: 'days' },
        transform: [{ filter: 'datum.alone' }],
        mark: { type: 'rule', color: 'var(--part-3)', strokeWidth: 5, strokeCap: 'round' },
        encoding: { x, y: y('low'), y2: { field: 'high' } },
      },
      {
        data: { name: 'days' },
        mark: {
          type: 'line',
          color: 'var(--bar)',
          strokeWidth: 2,
          strokeJoin: 'round',
          strokeCap: 'round',
          ...broken,
        },
        encoding: { x, y: y('value') },
      },
      {
        data: { name: 'days' },
        transform: [{ filter: 'datum.value !== null && datum.dot' }],
        mark: { type: 'point', filled: true, size: 26, opacity: 1, color: 'var(--bar)' },
        encoding: { x, y: y('value') },
      },
    ]),
  };
};
