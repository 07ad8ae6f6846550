/** Draws rankings of exact figures: horizontal bars in the order given, with the figure at the end of each. */
import type { Chart } from '#core/report/definition';

/** Average width of a letter; labels arrive cut to fit 44 % of the width. */
const LETTER_PX = 7.2;

/** Reads the data set `rows` of {label, value, text}, where `text` is `value` formatted for people. */
export const horizontalBars: Chart = ({ width, labelLength }) => {
  const labels = Math.round(Math.min(width * 0.44, Math.max(64, labelLength * LETTER_PX + 18)));
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
