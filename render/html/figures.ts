/** Renders a chart as a figure of the page: drawn for wide and for narrow screens, and described in words. */
import { html, raw } from 'hono/html';
import type { Chart } from '#core/report/definition';
import { drawChart, type ChartData } from './draw-chart.ts';

export type Html = ReturnType<typeof html>;

export interface FigureWords {
  readonly caption: string | Html;
  /** The text that a screen reader reads in place of the drawing. */
  readonly alternative: string;
}

const NARROW_WIDTH_PX = 340;

/** Draws the chart twice, since letters in a drawing shrink with it; the page shows one of the two. */
export async function figureOf(
  chart: Chart,
  data: (width: number) => ChartData,
  days: number,
  words: FigureWords,
  width = 880,
): Promise<Html> {
  const [wide, narrow] = await Promise.all(
    [width, NARROW_WIDTH_PX].map((available) => {
      const sets = data(available);
      const longest = (field: string) =>
        Math.max(
          0,
          ...Object.values(sets)
            .flat()
            .map((row) => String(row[field] ?? '').length),
        );
      return drawChart(chart, sets, {
        width: available,
        days,
        labelLength: longest('label'),
        valueLength: longest('text'),
      });
    }),
  );
  return html`<figure>
<figcaption>${words.caption}</figcaption>
<div role="img" aria-label="${words.alternative}"><div class="wide">${raw(wide ?? '')}</div><div class="narrow">${raw(narrow ?? '')}</div></div>
</figure>`;
}
