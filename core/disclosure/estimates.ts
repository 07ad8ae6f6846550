/**
 * Estimates of days as drawn, and sums of estimates of days, of months and of their cells. It post-processes released
 * figures, so it costs no privacy. It may not see an exact figure.
 */
import type { Estimate } from './consistency.ts';
import type { StoredRelease, StoredTable } from './stored-release.ts';
import { cellName, type CellKeys } from './vocabularies.ts';

export interface CellEstimate {
  readonly keys: CellKeys;
  readonly figures: Readonly<Record<string, Estimate>>;
  /**
   * Covariance of the first measure with the site's visitor-days; not 0 where the cells of the table add up to them.
   */
  readonly covariance: number;
  /** The noisy first measure as drawn, with its variance, on which the display rule depends. */
  readonly raw: Estimate;
  readonly public: boolean;
}

export interface TableEstimate {
  readonly name: string;
  readonly measures: readonly string[];
  readonly cells: readonly CellEstimate[];
  /** Number of public cells with noise, from which the display floor follows. */
  readonly publicCells: number;
  /** Smallest noisy first measure that an open cell was released with; absent where no open cell is released. */
  readonly threshold?: number;
  /** Of a sum of months: number of cells that not every month has. */
  readonly notInEveryMonth?: number;
}

export interface DayEstimate {
  readonly day: string;
  readonly figures: Readonly<Record<string, Estimate>>;
}

/** The estimates of one period. */
export interface PeriodEstimate {
  /** Days that the totals include, ascending. */
  readonly days: readonly string[];
  readonly total: Readonly<Record<string, Estimate>>;
  readonly perDay: readonly DayEstimate[];
  /** Undefined where only daily releases exist. */
  readonly tables?: ReadonlyMap<string, TableEstimate>;
}

/** Returns the noisy figures of one cell as estimates. */
export const drawnFigures = (
  table: StoredTable,
  noisy: Readonly<Record<string, number>>,
): Record<string, Estimate> =>
  Object.fromEntries(
    table.measures.flatMap(({ name, variance }) =>
      noisy[name] === undefined ? [] : [[name, { value: noisy[name], variance }]],
    ),
  );

/** Returns the totals of a day or month as drawn. */
export function drawnTotals(release: StoredRelease): Record<string, Estimate> {
  const table = release.tables.find((candidate) => candidate.keys.length === 0);
  const cell = table?.cells[0];
  return table === undefined || cell === undefined ? {} : drawnFigures(table, cell.noisy);
}

/** Returns the days as drawn, and their sum. */
export function daysEstimate(days: readonly StoredRelease[]): PeriodEstimate {
  const perDay = days
    .map((day) => ({ day: day.period, figures: drawnTotals(day) }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return {
    days: perDay.map((day) => day.day),
    total: perDay.length === 0 ? {} : sumFigures(perDay.map((day) => day.figures)),
    perDay,
  };
}

/** Adds up months: values and variances add. A cell is included where every month has it. */
export function sumMonths(months: readonly PeriodEstimate[]): PeriodEstimate {
  const [first] = months;
  if (first === undefined || months.length === 1) return first ?? { days: [], total: {}, perDay: [] };
  const names = [...(first.tables?.keys() ?? [])].filter((name) =>
    months.every((month) => month.tables?.has(name)),
  );
  return {
    days: months.flatMap((month) => month.days),
    total: sumFigures(months.map((month) => month.total)),
    perDay: months.flatMap((month) => month.perDay),
    tables: new Map(
      names.map((name) => [name, sumTables(months.map((month) => month.tables?.get(name) as TableEstimate))]),
    ),
  };
}

function sumTables(tables: readonly TableEstimate[]): TableEstimate {
  const [first, ...others] = tables as readonly [TableEstimate, ...TableEstimate[]];
  const otherCells = others.map((table) => new Map(table.cells.map((cell) => [cellName(cell.keys), cell])));
  const names = new Set(tables.flatMap((table) => table.cells.map((cell) => cellName(cell.keys))));
  const inEveryMonth = first.cells.filter((cell) =>
    otherCells.every((cells) => cells.has(cellName(cell.keys))),
  );
  return {
    ...first,
    publicCells: Math.max(...tables.map((table) => table.publicCells)),
    notInEveryMonth: names.size - inEveryMonth.length,
    cells: first.cells.flatMap((cell) => {
      const matches = [cell, ...otherCells.map((cells) => cells.get(cellName(cell.keys)))];
      if (matches.some((cell) => cell === undefined)) return [];
      const all = matches as CellEstimate[];
      return [
        {
          keys: cell.keys,
          public: all.every((match) => match.public),
          figures: sumFigures(all.map((match) => match.figures)),
          covariance: all.reduce((sum, match) => sum + match.covariance, 0),
          raw: add(all.map((match) => match.raw)),
        },
      ];
    }),
  };
}

/** Sums the figures that every part has. The draws are independent, so variances add. */
function sumFigures(parts: readonly Readonly<Record<string, Estimate>>[]): Record<string, Estimate> {
  const names = Object.keys(parts[0] ?? {}).filter((name) => parts.every((part) => part[name] !== undefined));
  return Object.fromEntries(names.map((name) => [name, add(parts.map((part) => part[name] as Estimate))]));
}

function add(estimates: readonly Estimate[]): Estimate {
  return {
    value: estimates.reduce((sum, estimate) => sum + estimate.value, 0),
    variance: estimates.reduce((sum, estimate) => sum + estimate.variance, 0),
  };
}
