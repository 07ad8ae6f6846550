/** Devices as one bar of 100 per cent: parts of a whole, without a pie. */
import type { Chart } from '#core/report/definition';

/** Reads `rows` {label, value (per cent), text, shade (a colour), start, end, ink}: parts that add up to 100. */
export const devicesChart: Chart = ({ width }) => ({
  data: { name: 'rows' },
  width: width - 4,
  height: 34,
  encoding: {
    x: { field: 'start', type: 'quantitative', scale: { domain: [0, 100], nice: false }, axis: null },
  },
  layer: [
    {
      mark: { type: 'bar', height: 34, stroke: 'var(--paper)', strokeWidth: 2 },
      encoding: { x2: { field: 'end' }, color: { field: 'shade', type: 'nominal', scale: null } },
    },
    {
      transform: [{ filter: 'datum.wide' }],
      mark: { type: 'text', align: 'left', dx: 10 },
      encoding: { text: { field: 'text' }, color: { field: 'ink', type: 'nominal', scale: null } },
    },
  ],
});
