/**
 * The one form of ranking charts: horizontal bars in the order given, the figure at the end of each. It may not sort.
 */
import type { Chart } from '#core/report/definition';

/** Pixels of a letter, on average; labels come cut to fit 44 % of the width. */
const LETTER = 7.2;

/** Reads data set `rows` of {label, value, text}: `text` is `value` as people read it. */
export const horizontalBars: Chart = ({ width, letters }) => {
  const labels = Math.round(Math.min(width * 0.44, Math.max(64, letters * LETTER + 18)));
  return {
    data: { name: 'rows' },
    width: width - labels - 60,
    height: { step: 27 },
    encoding: {
      y: {
        field: 'label',
        type: 'nominal',
        sort: null,
        scale: { paddingInner: 0.36, paddingOuter: 0.1 },
        axis: {
          title: null,
          domain: false,
          ticks: false,
          labelAlign: 'left',
          labelPadding: labels,
          labelLimit: 0,
          labelColor: 'var(--ink)',
        },
      },
      x: { field: 'value', type: 'quantitative', scale: { zero: true, nice: false }, axis: null },
    },
    layer: [
      { mark: { type: 'bar', color: 'var(--bar)', cornerRadiusEnd: 2 } },
      {
        mark: { type: 'text', align: 'left', dx: 6, color: 'var(--ink)' },
        encoding: { text: { field: 'text' } },
      },
    ],
  };
};
