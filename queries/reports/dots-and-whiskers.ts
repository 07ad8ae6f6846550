/** Draws rankings of released figures: a dot, a whisker over its interval, and both as text, in the order given. */
import type { Chart, ChartDimensions } from '#core/report/definition';

/** Average width of a letter. */
const LETTER_PX = 7.2;
/** Average width of a digit. */
const DIGIT_PX = 6.9;
/** Room at both ends of the axis, so that the longest range does not end where the plot does. */
const EDGE_PX = 12;
/** Below this width labels stand above the whiskers instead of beside them. */
const NARROW_PX = 560;

/**
 * Reads the data set `rows` of {label, value, low, high, text}, where `text` is the figure with its interval, formatted
 * for people.
 */
export const dotsAndWhiskers: Chart = (room) =>
  room.width < NARROW_PX ? labelsAbove(room) : labelsBeside(room);

function labelsBeside({ width, labelLength, valueLength = 12 }: ChartDimensions) {
  const labels = Math.round(Math.min(width * 0.36, Math.max(64, labelLength * LETTER_PX + 18)));
  const words = Math.round(valueLength * DIGIT_PX + 14);
  const plot = Math.max(120, width - labels - words);
  return {
    data: { name: 'rows' },
    ...frameOptions(labels, words),
    width: plot,
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
    },
    layer: [
      ...marks(plot),
      {
        mark: { type: 'text', align: 'left', color: 'var(--ink)' },
        encoding: { x: { value: plot + 12 }, text: { field: 'text' } },
      },
    ],
  };
}

function labelsAbove({ width, valueLength = 12 }: ChartDimensions) {
  const words = Math.round(valueLength * DIGIT_PX + 16);
  const plot = width - words - 8;
  return {
    data: { name: 'rows' },
    ...frameOptions(8, words),
    width: plot,
    height: { step: 46 },
    encoding: { y: { ...rows, axis: null } },
    layer: [
      ...marks(plot, 8),
      {
        mark: { type: 'text', align: 'left', dy: -11, color: 'var(--ink)' },
        encoding: { x: { value: 0 }, text: { field: 'name' } },
      },
      {
        mark: { type: 'text', align: 'left', dy: 9, color: 'var(--muted)' },
        encoding: { x: { value: plot + 12 }, text: { field: 'text' } },
      },
    ],
  };
}

/** Reserves a fixed room for labels and texts: the width of letters cannot be measured without a browser. */
function frameOptions(left: number, right: number) {
  return { autosize: { type: 'none' }, padding: { left, right, top: 4, bottom: 24 } };
}

const rows = {
  field: 'label',
  type: 'nominal',
  sort: null,
  scale: { paddingInner: 0.36, paddingOuter: 0.1 },
};

/** Returns the marks on an axis from zero, so that twice the distance is twice the figure. */
function marks(plot: number, down = 0): readonly object[] {
  const axis = {
    title: null,
    grid: false,
    tickCount: Math.max(2, Math.floor(plot / 110)),
    domain: false,
    ticks: false,
    format: ',~r',
    labelColor: 'var(--muted)',
  };
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { zero: true, nice: false, padding: EDGE_PX },
    axis,
  });
  return [
    {
      mark: { type: 'rule', color: 'var(--line)', yOffset: down },
      encoding: { x: { value: 0 }, x2: { value: plot } },
    },
    {
      mark: { type: 'rule', strokeWidth: 5, color: 'var(--part-3)', strokeCap: 'round', yOffset: down },
      encoding: { x: x('low'), x2: { field: 'high' } },
    },
    {
      mark: { type: 'point', filled: true, size: 62, opacity: 1, color: 'var(--bar)', yOffset: down },
      encoding: { x: x('value') },
    },
  ];
}
