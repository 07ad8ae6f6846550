/** Converts tables to the data that charts read. It may not invent a figure for a missing day or cell. */
import { daysIn, isoWeekday, groupRuns } from '#core/report/period';
import type { ReportData, ReportTable } from '#core/report/report';
import { numberNotes } from './day-notes.ts';
import type { ChartData } from './draw-chart.ts';

const HALF_DAY_MS = 43_200_000;
const utcMidnight = (day: string) => Date.parse(`${day}T00:00:00Z`);

export function columnOf(table: ReportTable, name: string): number {
  return table.columns.findIndex((column) => column.name === name);
}

type Annotations = readonly { readonly day: string; readonly text: string }[];

/** Returns the data that every chart of days reads beside its figures; days that are not sealed are marked. */
export function daysFrameData(report: ReportData, annotations: Annotations, missing: string): ChartData {
  const periodDays = daysIn(report);
  const band = (from: string, to: string, label = '') => ({
    start: Math.max(utcMidnight(from) - HALF_DAY_MS, utcMidnight(report.from) - HALF_DAY_MS),
    end: utcMidnight(to) + HALF_DAY_MS,
    middle: (utcMidnight(from) + utcMidnight(to)) / 2,
    label,
  });
  return {
    frame: [{ at: utcMidnight(report.from) - HALF_DAY_MS }, { at: utcMidnight(report.to) + HALF_DAY_MS }],
    weekends:
      periodDays.length > 120
        ? []
        : groupRuns(periodDays.filter((day) => isoWeekday(day) > 5)).map(({ from, to }) => band(from, to)),
    gaps: groupRuns(report.days.missing).map(({ from, to }) =>
      band(from, to, daysIn({ from, to }).length * 7 >= periodDays.length ? missing : ''),
    ),
    // Neighbours in two rows, so that two-digit numbers of days side by side do not touch.
    notes: numberNotes(annotations, report).map(({ day, number }) => ({
      at: utcMidnight(day),
      number: String(number),
      isLower: number % 2 === 0,
    })),
  };
}

/** Returns one record per day of the period; `alone` marks a day without a neighbour to draw a line to. */
export function dayRecords<T>(
  report: ReportData,
  table: ReportTable,
  figureOfRow: (row: ReportTable['rows'][number]) => T | null,
): readonly {
  readonly at: number;
  readonly figure: T | null;
  readonly alone: boolean;
  readonly dot: boolean;
}[] {
  const day = columnOf(table, 'day');
  const figureByDay = new Map(table.rows.map((row) => [String(row[day]), figureOfRow(row)]));
  const figures = daysIn(report).map((date) => ({
    at: utcMidnight(date),
    figure: figureByDay.get(date) ?? null,
  }));
  const isNone = (index: number) => (figures[index]?.figure ?? null) === null;
  return figures.map((record, index) => {
    const alone = isNone(index - 1) && isNone(index + 1);
    return { ...record, alone: alone && record.figure !== null, dot: figures.length <= 62 || alone };
  });
}

/** Returns the days of the earlier period in the places of the days of this one: first on first. */
export function earlierRecords<T>(
  report: ReportData,
  earlier: ReportData | undefined,
  figureOfRow: (row: ReportTable['rows'][number], table: ReportTable) => T | null,
): readonly { readonly at: number; readonly figure: T | null }[] {
  const table = earlier?.tables.find(({ name }) => name === 'days');
  if (earlier === undefined || table === undefined || table.rows.length === 0) return [];
  const places = daysIn(report).map(utcMidnight);
  return dayRecords(earlier, table, (row) => figureOfRow(row, table)).flatMap(({ figure }, index) => {
    const at = places[index];
    return at === undefined ? [] : [{ at, figure }];
  });
}

/** Returns the data sets of the days chart. A day without a figure breaks the line. */
export function daysData(
  report: ReportData,
  table: ReportTable,
  annotations: Annotations,
  earlier?: ReportData,
): ChartData {
  const visitors = columnOf(table, 'visitors');
  return {
    earlier: earlierRecords(report, earlier, (row, its) => row[columnOf(its, 'visitors')] ?? null).map(
      ({ at, figure }) => ({ at, visitors: figure }),
    ),
    ...daysFrameData(report, annotations, 'no sealed days'),
    days: dayRecords(report, table, (row) => row[visitors] ?? null).map(({ at, figure, dot }) => ({
      at,
      visitors: figure,
      dot,
    })),
  };
}

export interface BarsOptions {
  readonly label: (row: ReportTable['rows'][number]) => string;
  readonly value: string;
  readonly maxRows: number;
  readonly text: (value: number) => string;
}

/** Shortens a label in the middle, since paths often differ only at their ends. */
function shorten(label: string, letters: number): string {
  if (label.length <= letters) return label;
  const tail = Math.floor(letters * 0.4);
  return `${label.slice(0, letters - tail - 1)}…${label.slice(-tail)}`;
}

/** Shortens labels to `letters` and keeps equal ones distinct with an invisible letter. */
export function rowLabels(labels: readonly string[], letters: number): readonly string[] {
  const uses = new Map<string, number>();
  return labels.map((label) => {
    const name = shorten(label, letters);
    const times = uses.get(name) ?? 0;
    uses.set(name, times + 1);
    return name + '\u200b'.repeat(times);
  });
}

/** Returns the data set of horizontal bars: the first rows of a table, in its order. */
export function barsData(
  table: ReportTable,
  { label, value, maxRows, text }: BarsOptions,
  width: number,
): ChartData {
  const column = columnOf(table, value);
  const rows = table.rows.slice(0, maxRows);
  const room = width < 560 ? width - 24 : width * 0.44 - 18;
  const labels = rowLabels(rows.map(label), Math.floor(room / 7.4));
  return {
    rows: rows.map((row, index) => ({
      label: labels[index],
      name: labels[index],
      value: Number(row[column]),
      text: text(Number(row[column])),
    })),
  };
}

export interface Part {
  readonly label: string;
  readonly share: number;
  readonly shade: string;
}

/** Returns the parts of a 100 % bar; everything withheld as too few forms a part of its own. */
export function partsOf(table: ReportTable, name: (value: string) => string): readonly Part[] {
  const [value, share] = [columnOf(table, 'value'), columnOf(table, 'share')];
  const parts = table.rows.map((row, index) => ({
    label: name(String(row[value])),
    share: Number(row[share]),
    shade: `var(--part-${Math.min(index + 1, 5)})`,
  }));
  const rest = 100 - parts.reduce((sum, part) => sum + part.share, 0);
  return table.withheld && rest > 0.05
    ? [...parts, { label: 'Too few to show', share: Math.round(rest * 100) / 100, shade: 'var(--gap)' }]
    : parts;
}

export function partsData(parts: readonly Part[], text: (part: Part) => string, width: number): ChartData {
  let start = 0;
  return {
    rows: parts.map((part, index) => {
      const partStart = start;
      start = Math.min(100, start + part.share);
      return {
        label: part.label,
        start: partStart,
        end: start,
        shade: part.shade,
        text: text(part),
        ink: index < 2 ? 'var(--on-bar)' : 'var(--ink)',
        wide: (part.share / 100) * width > 9 * text(part).length + 12,
      };
    }),
  };
}
