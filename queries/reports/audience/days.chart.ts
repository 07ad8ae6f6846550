/** Days as a line: weekends shaded, annotations, gaps where a day is missing, never a line across. */
import type { Chart } from '#core/report/definition';

const x = (field: string) => ({ field, type: 'temporal', scale: { type: 'utc', nice: false } });

/**
 * Reads `frame` {at: the two ends}, `days` {at, visitors (null where missing), alone (no neighbour to draw a line to)}, `weekends` and `gaps`
 * {start, end, middle, label}, `notes` {at, text}. Times are milliseconds, UTC midnights of calendar days.
 */
export const daysChart: Chart = ({ width, days }) => {
  const time = { ...x('at'), scale: { type: 'utc', nice: false }, axis: { title: null, grid: false, format: days > 100 ? '%b %Y' : '%-d %b', tickCount: Math.min(days, Math.floor(width / (days > 100 ? 90 : 70))), labelOverlap: true, ...(days > 100 ? {} : { tickMinStep: 86_400_000 }) } };
  const y = { field: 'visitors', type: 'quantitative', scale: { zero: true }, axis: { title: null, tickCount: 4, domain: false, ticks: false, format: ',d' } };
  return {
    width: width - 56,
    height: Math.round(Math.min(260, width * 0.5)),
    layer: [
      { data: { name: 'frame' }, mark: { type: 'rule', opacity: 0 }, encoding: { x: x('at') } },
      { data: { name: 'weekends' }, mark: { type: 'rect', color: 'var(--weekend)' }, encoding: { x: x('start'), x2: { field: 'end' } } },
      { data: { name: 'gaps' }, mark: { type: 'rect', color: 'var(--gap)', stroke: 'var(--line)', strokeDash: [3, 3], strokeWidth: 1 }, encoding: { x: x('start'), x2: { field: 'end' } } },
      { data: { name: 'gaps' }, mark: { type: 'text', color: 'var(--muted)', fontStyle: 'italic', y: 14 }, encoding: { x: x('middle'), text: { field: 'label' } } },
      { data: { name: 'notes' }, mark: { type: 'rule', color: 'var(--note)', strokeDash: [2, 3] }, encoding: { x: x('at') } },
      { data: { name: 'notes' }, mark: { type: 'text', align: 'left', baseline: 'top', dx: 4, y: 2, color: 'var(--note)' }, encoding: { x: x('at'), text: { field: 'text' } } },
      { data: { name: 'days' }, mark: { type: 'line', color: 'var(--bar)', strokeWidth: 2.2, strokeJoin: 'round', strokeCap: 'round', invalid: 'break-paths-show-domains' }, encoding: { x: time, y } },
      { data: { name: 'days' }, transform: [{ filter: 'datum.visitors !== null && datum.dot' }], mark: { type: 'point', filled: true, size: 34, opacity: 1, color: 'var(--bar)' }, encoding: { x: time, y } },
    ],
  };
};
