/**
 * Converts released tables to the data that charts read: rounded figures with rounded ends, so that a drawing reveals
 * no more than the text.
 */
import type { ReportColumn, ReportData, ReportTable } from '#core/report/report';
import { roundToInterval } from '#core/report/round-to-interval';
import { shortText } from '../../format-figure.ts';
import { intervalOf } from '../../shown-columns.ts';
import { daysFrameData, dayRecords, earlierRecords, rowLabels } from '../chart-data.ts';
import type { ChartData } from '../draw-chart.ts';

/** Returns the data sets of the band of days. A day without a figure breaks it. */
export function bandData(
  report: ReportData,
  table: ReportTable,
  annotations: readonly { readonly day: string; readonly text: string }[],
  earlier?: ReportData,
): ChartData {
  return {
    earlier: earlierRecords(report, earlier, (row, its) => {
      const figure = intervalOf(its, row, 'visitors') ?? null;
      return figure === null ? null : roundToInterval(figure, 'count');
    }).map(({ at, figure }) => ({
      at,
      value: figure?.value ?? null,
      low: figure?.low ?? null,
      high: figure?.high ?? null,
    })),
    ...daysFrameData(report, annotations, 'no figures'),
    days: dayRecords(report, table, (row) => {
      const figure = intervalOf(table, row, 'visitors') ?? null;
      return figure === null ? null : roundToInterval(figure, 'count');
    }).map(({ at, figure, alone, dot }) => ({
      at,
      value: figure?.value ?? null,
      low: figure?.low ?? null,
      high: figure?.high ?? null,
      alone,
      dot,
    })),
  };
}

export interface DotsOptions {
  readonly label: (row: ReportTable['rows'][number]) => string;
  readonly column: ReportColumn;
  readonly maxRows: number;
  readonly locale: string;
}

/** Returns the data set of dots and whiskers: the first rows of a table that have a figure, in its order. */
export function dotsData(
  table: ReportTable,
  { label, column, maxRows, locale }: DotsOptions,
  width: number,
): ChartData {
  const rows = table.rows.slice(0, maxRows).flatMap((row) => {
    const figure = intervalOf(table, row, column.name) ?? null;
    return figure === null
      ? []
      : [
          {
            name: label(row),
            ...roundToInterval(figure, column.type),
            text: shortText(column, figure, locale),
          },
        ];
  });
  const room = width < 560 ? width - 24 : width * 0.36 - 18;
  const labels = rowLabels(
    rows.map(({ name }) => name),
    Math.max(8, Math.floor(room / 7.4)),
  );
  return {
    rows: rows.map(({ value, low, high, text }, index) => ({
      label: labels[index],
      name: labels[index],
      value,
      low,
      high,
      text,
    })),
  };
}
