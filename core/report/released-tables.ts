/** Turns the estimates of a period into the rows of a report's tables, each figure with its interval. */
import type { Estimate } from '../disclosure/consistency.ts';
import type { CellEstimate, TableEstimate } from '../disclosure/estimates.ts';
import { FALSE_CELLS } from '../disclosure/profiles.ts';
import { computeDisplayFloor } from '../disclosure/threshold.ts';
import type { NameRules } from '../names/name-rules.ts';
import type { ColumnDefinition, TableDefinition } from './definition.ts';
import { countFigure, releasedFigure, type ReleasedFigure, type RowEstimates } from './released-figure.ts';
import { leftOutRows, type LeftOut } from './left-out.ts';
import { divideByNames } from './released-names.ts';
import { areFitted, fitRow, withoutOrder } from './fit-row.ts';
import type { ReleasedPeriod } from './released-period.ts';
import { selectColumns } from './select-columns.ts';
import { restLast } from './rest-last.ts';
import type { Cell } from './report.ts';

export interface ReleasedRow {
  readonly keys: readonly Cell[];
  /** Figures by column; a figure that cannot be computed for this row is missing. */
  readonly figures: Readonly<Record<string, ReleasedFigure | null>>;
  readonly estimates: RowEstimates;
}

export interface ReleasedRows {
  readonly columns: readonly ColumnDefinition[];
  readonly rows: readonly ReleasedRow[];
  readonly withheld: boolean;
  readonly leftOut: readonly LeftOut[];
  /** Ids of the names that wait for approval; only their number may be shown. */
  readonly waiting: ReadonlySet<string>;
  readonly available?: 'monthly';
}

/** What a table's rows follow from; the register's survey has no more of a declaration. */
export type ShownTable = Pick<TableDefinition, 'name' | 'title' | 'order' | 'columns'>;

/** The measures of each released table as the facts declare them: columns depend on these and on no figure. */
export type ReleasedMeasures = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Returns the rows of one table; undefined where it is never released. `names` removes whole rows only: no other row or
 * figure depends on it.
 */
export function releasedRows(
  table: ShownTable,
  period: ReleasedPeriod,
  released: ReleasedMeasures,
  names: NameRules,
): ReleasedRows | undefined {
  const measures = released.get(table.name);
  if (measures === undefined) return undefined;
  const context = { visitors: period.total['visitors'], days: period.days.length };
  const isFitted = areFitted(period.releases);
  if (table.name === 'total')
    return buildRows(
      table,
      period.days.length === 0
        ? []
        : [{ keys: [], estimates: { ...context, figures: period.total, covariance: 0 } }],
      false,
    );
  if (table.name === 'days')
    return buildRows(
      table,
      period.perDay.map(({ day, figures }) => ({
        keys: [day],
        estimates: { ...context, figures, covariance: 0 },
      })),
      false,
    );
  const estimate = period.tables?.get(table.name);
  if (estimate === undefined)
    return {
      columns: selectColumns(table, measures),
      rows: [],
      withheld: false,
      leftOut: [],
      waiting: new Set(),
      available: 'monthly',
    };
  const subjects = subjectLookup(table, period);
  const { cells: certain, floor } = shownCells(estimate);
  const plausible = certain.filter(
    (cell) => !exceeds(cell.figures['visitors'], subjects(cell.keys)['subject_visitors']),
  );
  const { shown, waiting, refused, waitingNames } = divideByNames(table.columns, plausible, names);
  const rows = shown.map((cell) => ({
    keys: cell.keys,
    estimates: {
      ...context,
      figures: { ...(isFitted ? fitRow(table.columns, cell.figures) : cell.figures), ...subjects(cell.keys) },
      covariance: cell.covariance,
    },
  }));
  return sortRows(table, {
    ...buildRows(table, rows, shown.length < estimate.cells.length),
    columns: selectColumns(table, measures).map((column) => (isFitted ? column : withoutOrder(column))),
    waiting: waitingNames,
    leftOut: [
      ...leftOutRows('below_floor', estimate.cells.length - certain.length, floor),
      ...(estimate.threshold === undefined
        ? []
        : [{ reason: 'below_threshold', least: estimate.threshold } as const]),
      ...leftOutRows('exceeds_whole', certain.length - plausible.length),
      ...leftOutRows('not_approved', waiting.length),
      ...leftOutRows('refused', refused.length),
      ...leftOutRows('not_every_month', estimate.notInEveryMonth ?? 0),
    ],
  });
}

/**
 * Returns public cells from a noisy figure at which few empty ones show, and all open cells: they passed their
 * threshold. `floor` is that figure; where the cells have several, the largest.
 */
function shownCells(table: TableEstimate): {
  readonly cells: readonly CellEstimate[];
  readonly floor: number | undefined;
} {
  const floors = new Map<number, number>();
  const floor = (variance: number) => {
    const known =
      floors.get(variance) ??
      computeDisplayFloor({ variance, cells: table.publicCells, falseCells: FALSE_CELLS });
    floors.set(variance, known);
    return known;
  };
  const cells = table.cells.filter((cell) => !cell.public || cell.raw.value >= floor(cell.raw.variance));
  return { cells, floor: floors.size === 0 ? undefined : Math.max(...floors.values()) };
}

/**
 * Whether a part is certainly (by both intervals) larger than its whole, which is noise and misleads. Both are
 * released, so the comparison costs no privacy.
 */
function exceeds(part: Estimate | undefined, whole: Estimate | undefined): boolean {
  return part !== undefined && whole !== undefined && countFigure(part).low > countFigure(whole).high;
}

/** For a table by subject and attribute, returns a lookup of the whole subject's visitor-days. */
function subjectLookup(
  table: ShownTable,
  period: ReleasedPeriod,
): (keys: readonly Cell[]) => Readonly<Record<string, Estimate>> {
  const wholes = period.tables?.get(table.name.replace(/_by$/, ''));
  if (!table.name.endsWith('_by') || wholes === undefined) return () => ({});
  const bySubject = new Map(wholes.cells.map((cell) => [cell.keys[0], cell.figures['visitors']]));
  return (keys): Readonly<Record<string, Estimate>> => {
    const whole = bySubject.get(keys[0] ?? '');
    return whole === undefined ? {} : { subject_visitors: whole };
  };
}

function buildRows(
  table: ShownTable,
  rows: readonly Omit<ReleasedRow, 'figures'>[],
  withheld: boolean,
): ReleasedRows {
  const figures = rows.map((row) =>
    Object.fromEntries(
      table.columns.flatMap((column) => {
        const figure = column.role === 'key' ? undefined : releasedFigure(column, row.estimates);
        return figure === undefined ? [] : [[column.name, figure]];
      }),
    ),
  );
  const columns = table.columns.filter(
    (column) => column.role === 'key' || figures[0]?.[column.name] !== undefined,
  );
  return {
    columns,
    withheld,
    leftOut: [],
    waiting: new Set(),
    rows: rows.map((row, index) => ({ ...row, figures: figures[index] ?? {} })),
  };
}

function sortRows(table: ShownTable, { rows, ...rest }: ReleasedRows): ReleasedRows {
  const keysOf = (row: ReleasedRow) => row.keys;
  if (table.order === 'natural') return { ...rest, rows: restLast(rows, keysOf) };
  const size = (row: ReleasedRow) => Object.values(row.figures)[0]?.value ?? 0;
  return {
    ...rest,
    rows: restLast(
      rows.toSorted(
        (a, b) => size(b) - size(a) || (JSON.stringify(a.keys) < JSON.stringify(b.keys) ? -1 : 1),
      ),
      keysOf,
    ),
  };
}
