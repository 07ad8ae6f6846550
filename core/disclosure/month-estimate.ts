/**
 * Estimates of one month: its days, and dimensions that cover every visitor-day, made consistent with its total where
 * that is their true sum. It post-processes released figures, so it costs no privacy. It may not see an exact figure.
 */
import { reconcile, type Estimate } from './consistency.ts';
import {
  daysEstimate,
  drawnFigures,
  drawnTotals,
  type PeriodEstimate,
  type TableEstimate,
} from './estimates.ts';
import type { StoredRelease, StoredTable } from './stored-release.ts';

/** Estimates a month and its days. Days sealed after the month was drawn are ignored. */
export function monthEstimate(month: StoredRelease, days: readonly StoredRelease[]): PeriodEstimate {
  const monthDays = new Set(month.days);
  const base = daysEstimate(days.filter((day) => monthDays.has(day.period)));
  const whole = base.perDay.length === month.days.length;
  const drawn = drawnTotals(month);
  const total: Record<string, Estimate> = {};
  const perDay = base.perDay.map((day) => ({
    day: day.day,
    figures: { ...day.figures } as Record<string, Estimate>,
  }));
  const tables = new Map(
    month.tables
      .filter((table) => table.keys.length > 0)
      .map((table) => [table.name, toTableEstimate(table)]),
  );
  const partitions = month.tables.filter((table) => table.partition).map((table) => table.name);

  for (const measure of Object.keys(drawn)) {
    const dayFigures = whole
      ? perDay.map((day) => day.figures[measure]).filter((figure) => figure !== undefined)
      : [];
    const dimensions = measure === 'visitors' ? partitions : [];
    const groups = [
      ...(dayFigures.length === perDay.length && dayFigures.length > 0 ? [dayFigures] : []),
      ...dimensions.map((name) => (tables.get(name)?.cells ?? []).map((cell) => cell.raw)),
    ];
    const reconciled = reconcile({ parent: drawn[measure], groups });
    total[measure] = reconciled.parent;
    const offset = groups.length - dimensions.length;
    if (offset === 1)
      perDay.forEach((day, index) => {
        day.figures[measure] = reconciled.groups[0]?.[index] ?? (day.figures[measure] as Estimate);
      });
    dimensions.forEach((name, at) => {
      tables.set(
        name,
        withReconciled(
          tables.get(name) as TableEstimate,
          reconciled.groups[at + offset] ?? [],
          reconciled.covariances[at + offset] ?? [],
        ),
      );
    });
  }
  return { days: month.days, total, perDay, tables };
}

function toTableEstimate(table: StoredTable): TableEstimate {
  const first = table.measures[0];
  return {
    name: table.name,
    measures: table.measures.map((measure) => measure.name),
    publicCells: table.cells.filter((cell) => cell.public).length,
    ...(table.threshold === undefined ? {} : { threshold: table.threshold.least }),
    cells: table.cells.map((cell) => ({
      keys: cell.keys,
      public: cell.public,
      covariance: 0,
      figures: drawnFigures(table, cell.noisy),
      raw: { value: first === undefined ? 0 : (cell.noisy[first.name] ?? 0), variance: first?.variance ?? 0 },
    })),
  };
}

function withReconciled(
  table: TableEstimate,
  figures: readonly Estimate[],
  covariances: readonly number[],
): TableEstimate {
  const first = table.measures[0] ?? '';
  return {
    ...table,
    cells: table.cells.map((cell, index) => ({
      ...cell,
      figures: { ...cell.figures, [first]: figures[index] ?? cell.raw },
      covariance: covariances[index] ?? 0,
    })),
  };
}
