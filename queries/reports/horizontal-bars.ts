/** Draws rankings of exact figures: horizontal bars in the order given, with the figure at the end of each. */
import type { Chart, ChartDimensions } from '#core/report/definition';

/** Average width of a letter; labels arrive cut to fit 44 % of the width. */
const LETTER_PX = 7.2;

/** Below this width labels stand above the bars instead of beside them. */
const NARROW_PX = 560;

const rows = {
  field: 'label',
  type: 'nominal',
  sort: null,
  scale: { paddingInner: 0.36, paddingOuter: 0.1 },
};
const bars = { field: 'value', type: 'quantitative', scale: { zero: true, nice: false }, axis: null };

/**
 * Reads the data set `rows` of {label, name, value, text}, where `name` is the label for a narrow page and `text` is
 * `value` formatted for people.
 */
export const horizontalBars: Chart = (room) =>
  room.width < NARROW_PX ? labelsAbove(room) : labelsBeside(room);

/** A label that is wider than its letters' average would lie under its bar: on a narrow page it stands above. */
function labelsAbove({ width }: ChartDimensions) {
  return {
    data: { name: 'rows' },
    width: width - 60,
    height: { step: 42 },
    encoding: {
      y: { ...rows, axis: null },
      x: bars,
    },
    layer: [
      { mark: { type: 'bar', color: 'var(--bar)', cornerRadiusEnd: 2, height: 13, yOffset: 9 } },
      {
        mark: { type: 'text', align: 'left', dx: 6, dy: 9, color: 'var(--ink)' },
        encoding: { text: { field: 'text' } },
      },
      {
        mark: { type: 'text', align: 'left', dy: -8, color: 'var(--ink)' },
        encoding: { x: { value: 0 }, text: { field: 'name' } },
      },
    ],
  };
}

function labelsBeside({ width, labelLength }: ChartDimensions) {
  const labels = Math.round(Math.min(width * 0.44, Math.max(64, labelLength * LETTER_PX + 18)));
  return {
    data: { name: 'rows' },
    width: width - labels - 60,
    height: { step: 27 },
    encoding: {
      y: {
        ...rows,
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
      x: bars,
    },
    layer: [
      { mark: { type: 'bar', color: 'var(--bar)', cornerRadiusEnd: 2 } },
      {
        mark: { type: 'text', align: 'left', dx: 6, color: 'var(--ink)' },
        encoding: { text: { field: 'text' } },
      },
    ],
  };
}
