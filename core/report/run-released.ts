/**
 * From a definition and a site's releases to a report that may be published. It reads releases and nothing else: it has
 * no engine to ask, so no exact figure can come in.
 */
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { ColumnDefinition, ReportDefinition, TableDefinition } from './definition.ts';
import { markReleased, type Released, type Stretch } from './figures.ts';
import { daysIn } from './period.ts';
import { releaseMethod } from './release-method.ts';
import { releasedChange } from './released-change.ts';
import type { ReleasedFigure } from './released-figure.ts';
import { releasedPeriod, type ReleasedPeriod } from './released-period.ts';
import {
  releasedRows,
  type ReleasedMeasures,
  type ReleasedRow,
  type ReleasedRows,
} from './released-tables.ts';
import type { Cell, ReportColumn, ReportData, ReportTable } from './report.ts';
import { distance } from './compare.ts';

export interface ReleasedRequest extends Stretch {
  readonly timeZone: string;
  readonly limit?: number;
  readonly compare?: { readonly from: string; readonly to: string };
}

/** Runs one report over the releases of its site. `released` are the tables of the catalogue with their measures. */
export function runReleased(
  definition: ReportDefinition,
  request: ReleasedRequest,
  releases: readonly StoredRelease[],
  released: ReleasedMeasures,
): Released {
  const mine = releases.filter((release) => release.site === request.site);
  const now = releasedPeriod(request.from, request.to, mine);
  const then =
    request.compare === undefined
      ? undefined
      : releasedPeriod(request.compare.from, request.compare.to, mine);
  const whole =
    then === undefined ||
    request.compare === undefined ||
    (daysOf(request, now).missing.length === 0 && daysOf(request.compare, then).missing.length === 0);
  const leftOut = definition.tables
    .filter((table) => !isReleased(table, now, released))
    .map((table) => table.name);
  const tables = definition.tables.flatMap((table) => {
    const rows = leftOut.includes(table.name) ? undefined : releasedRows(table, now, released);
    return rows === undefined
      ? []
      : [
          tableOf(
            table,
            rows,
            { ...request, whole },
            then === undefined ? undefined : releasedRows(table, then, released),
          ),
        ];
  });
  const days = daysOf(request, now);
  return markReleased({
    report: definition.name,
    site: request.site,
    from: request.from,
    to: request.to,
    timeZone: request.timeZone,
    state: days.missing.length === 0 ? 'complete' : 'partial',
    days,
    inside: false,
    method: {
      unit: 'visitor-day',
      bounds: widest(now.releases),
      release: releaseMethod(now.releases, leftOut, then?.releases),
    },
    ...(then === undefined || request.compare === undefined
      ? {}
      : { compare: { ...request.compare, ...stateOf(request.compare, then) } }),
    tables,
  });
}

/** In the catalogue, and not left out of the month by configuration. */
function isReleased(table: TableDefinition, period: ReleasedPeriod, released: ReleasedMeasures): boolean {
  return (
    released.has(table.name) &&
    (table.name === 'total' ||
      table.name === 'days' ||
      period.tables === undefined ||
      period.tables.has(table.name))
  );
}

function tableOf(
  table: TableDefinition,
  { columns, rows, withheld, available }: ReleasedRows,
  request: ReleasedRequest & { readonly whole: boolean },
  then: ReleasedRows | undefined,
): ReportTable {
  // A sum over some days is no match for one over all: as inside, it gets a change only where both periods are complete.
  const comparable = ({ quotient, type }: ColumnDefinition) =>
    request.whole ||
    table.columns.some((column) => column.type === 'day') ||
    (quotient !== undefined && type !== 'money');
  const compared =
    request.compare === undefined
      ? undefined
      : {
          from: request.compare.from,
          rows: new Map(
            (then?.rows ?? []).map((row) => [identity(row.keys, request.compare?.from ?? ''), row]),
          ),
        };
  const kept = request.limit === undefined || table.order !== 'ranked' ? rows : rows.slice(0, request.limit);
  return {
    name: table.name,
    title: table.title,
    withheld,
    ...(available === undefined ? {} : { available }),
    columns: columns.flatMap((column): ReportColumn[] => {
      const { name, type, label, unit } = column;
      const one = { name, type, label, ...(unit === undefined ? {} : { unit }) };
      return column.role === 'key'
        ? [one]
        : [one, ...bounds(one), ...(compared === undefined ? [] : beside(one))];
    }),
    rows: kept.map((row) =>
      columns.flatMap((column, index): Cell[] => {
        if (column.role === 'key') return [row.keys[index] ?? null];
        const figure = row.figures[column.name] ?? null;
        if (compared === undefined) return cells(figure);
        const before = compared.rows.get(identity(row.keys, request.from));
        const earlier = before?.figures[column.name] ?? null;
        const change =
          before === undefined || !comparable(column)
            ? null
            : releasedChange(
                column,
                { figure, estimates: row.estimates },
                { figure: earlier, estimates: before.estimates },
              );
        return [...cells(figure), earlier?.value ?? null, ...cells(change)];
      }),
    ),
  };
}

/** Days are matched by their distance from the first day. */
function identity(keys: ReleasedRow['keys'], from: string): string {
  return JSON.stringify(
    keys.map((key) => (/^\d{4}-\d{2}-\d{2}$/.test(String(key)) ? distance(from, String(key)) : key)),
  );
}

const cells = (figure: ReleasedFigure | null): Cell[] =>
  figure === null ? [null, null, null] : [figure.value, figure.low, figure.high];

function bounds(column: ReportColumn): ReportColumn[] {
  return [
    { ...column, name: `${column.name}_low`, label: `${column.label}, at least` },
    { ...column, name: `${column.name}_high`, label: `${column.label}, at most` },
  ];
}

function beside(column: ReportColumn): ReportColumn[] {
  const change: ReportColumn = {
    name: `${column.name}_change`,
    type: 'percent',
    label: `${column.label}, change`,
    unit: column.type === 'percent' ? 'points' : '%',
  };
  return [
    { ...column, name: `${column.name}_previous`, label: `${column.label}, previous` },
    change,
    ...bounds(change),
  ];
}

function daysOf(
  stretch: { readonly from: string; readonly to: string },
  period: ReleasedPeriod,
): ReportData['days'] {
  const asked = daysIn(stretch);
  const there = new Set(period.days);
  const missing = asked.filter((day) => !there.has(day));
  return { asked: asked.length, sealed: asked.length - missing.length, missing };
}

function stateOf(
  stretch: { readonly from: string; readonly to: string },
  period: ReleasedPeriod,
): { readonly state: 'complete' | 'partial'; readonly days: ReportData['days'] } {
  const days = daysOf(stretch, period);
  return { state: days.missing.length === 0 ? 'complete' : 'partial', days };
}

function widest(releases: readonly StoredRelease[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { bounds: ones } of releases)
    for (const [name, bound] of Object.entries(ones)) found[name] = Math.max(bound, found[name] ?? 0);
  return found;
}
