/** The one form of ranking charts: horizontal bars in the order given, the figure at the end of each. It may not sort. */
import type { Chart } from '#core/report/definition';

/** Reads data set `rows` of {label, value, text}: `text` is `value` as people read it. */
export const horizontalBars: Chart = ({ width }) => {
  const labels = Math.round(width * 0.4);
  return {
    data: { name: 'rows' },
    width: width - labels - 64,
    height: { step: 26 },
    encoding: {
      y: { field: 'label', type: 'nominal', sort: null, scale: { paddingInner: 0.34, paddingOuter: 0.1 }, axis: { title: null, domain: false, ticks: false, labelPadding: 10, labelLimit: labels - 14, labelColor: 'var(--ink)' } },
      x: { field: 'value', type: 'quantitative', scale: { zero: true, nice: false }, axis: null },
    },
    layer: [
      { mark: { type: 'bar', color: 'var(--bar)', cornerRadiusEnd: 2 } },
      { mark: { type: 'text', align: 'left', dx: 6, color: 'var(--ink)' }, encoding: { text: { field: 'text' } } },
    ],
  };
};
