/** Renders a Vega-Lite specification with its data to SVG, without a browser. */
import type { Chart, ChartDimensions } from '#core/report/definition';
import { parse, View, type Spec } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

export type ChartData = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

const CONFIG = {
  aria: false,
  background: 'transparent',
  font: 'inherit',
  view: { stroke: null },
  axis: {
    labelFontSize: 13,
    labelColor: 'var(--muted)',
    gridColor: 'var(--line)',
    domainColor: 'var(--line)',
    tickColor: 'var(--line)',
  },
  text: { fontSize: 13 },
} as const;

/** Returns the SVG at its natural size, scaling with its container; its colours are variables of the page. */
export async function drawChart(chart: Chart, data: ChartData, room: ChartDimensions): Promise<string> {
  const specification = {
    padding: 2,
    autosize: { type: 'pad' },
    ...chart(room),
    datasets: data,
    config: CONFIG,
  };
  const compiled = compile(specification as unknown as TopLevelSpec).spec as Spec;
  const view = new View(parse(compiled), { renderer: 'none' });
  try {
    return (await view.toSVG()).replace('<svg ', '<svg aria-hidden="true" focusable="false" ');
  } finally {
    view.finalize();
  }
}
