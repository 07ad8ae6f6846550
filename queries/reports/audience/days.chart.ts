/** Days as a line: weekends shaded, annotations, gaps where a day is missing, never a line across. */
import type { Chart } from '#core/report/definition';
import { daysFrame, daysTime } from './days-frame.ts';

/**
 * Reads the data of `daysFrame`, `days` {at, visitors (null if missing), dot}, and `earlier` {at, visitors}: the period
 * that it is compared with, in the places of these days.
 */
export const daysChart: Chart = (room) => {
  const x = daysTime(room);
  const y = {
    field: 'visitors',
    type: 'quantitative',
    scale: { zero: true },
    axis: { title: null, tickCount: 4, domain: false, ticks: false, format: ',d' },
  };
  return daysFrame(room, [
    {
      data: { name: 'earlier' },
      mark: {
        type: 'line',
        color: 'var(--muted)',
        strokeWidth: 1.6,
        strokeDash: [5, 4],
        strokeJoin: 'round',
        invalid: 'break-paths-show-domains',
      },
      encoding: { x, y },
    },
    {
      data: { name: 'days' },
      mark: {
        type: 'line',
        color: 'var(--bar)',
        strokeWidth: 2.2,
        strokeJoin: 'round',
        strokeCap: 'round',
        invalid: 'break-paths-show-domains',
      },
      encoding: { x, y },
    },
    {
      data: { name: 'days' },
      transform: [{ filter: 'datum.visitors !== null && datum.dot' }],
      mark: { type: 'point', filled: true, size: 34, opacity: 1, color: 'var(--bar)' },
      encoding: { x, y },
    },
  ]);
};
