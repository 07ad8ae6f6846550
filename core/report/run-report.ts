/**
 * Builds a report from a definition and a range of days. All arithmetic on figures happens in figure.ts. It
 * may not know an engine's dialect, the meaning of a table, or how a report is drawn.
 */
import type { QueryEngine, SqlLoader } from '../ports/query-engine.ts';
import { compareTables } from './compare.ts';
import { TOTALS, type ReportDefinition, type TableDefinition } from './definition.ts';
import {
  insideFigures,
  markInside,
  type FigureSource,
  type InsideReport,
  type SiteRange,
} from './figures.ts';
import { isWholeThrough, type ComparedRange } from './compared-period.ts';
import { cutRows, insideTable } from './inside-table.ts';
import { cutDays, showsMonth } from './merged-days.ts';
import { daysIn } from './period.ts';
import type { ReportData, ReportTable } from './report.ts';

/** The fact of exact totals, which keeps every day when a month is settled. */
const TOTALS_FACT = 'days';

export interface ReportRequest extends SiteRange {
  readonly timeZone: string;
  readonly k: number;
  readonly bounds: Readonly<Record<string, number>>;
  /** The unit of money columns, ISO 4217. */
  readonly currency?: string;
  /** Maximum number of rows of a ranked table. */
  readonly limit?: number;
  /** A second range, whose figures appear as x_previous and x_change. */
  readonly compare?: ComparedRange;
  /** Days of the site whose breakdowns were merged into their month. @default none */
  readonly merged?: readonly string[];
  /** Sealed days of the site whose visitors two salts made, so that one may count twice. @default none */
  readonly doubled?: readonly string[];
  /** Counts of items that arrived but are in no visitor-day, to be stated in the report. @default not stated */
  readonly outside?: NonNullable<ReportData['method']['outside']>;
  /** Whether the visitors are simulated. @default false */
  readonly simulated?: boolean;
}

/** Runs one report over the facts that `engine` shows. A range without days gives tables without rows. */
export async function runReport(
  definition: ReportDefinition,
  request: ReportRequest,
  engine: QueryEngine,
  loadSql: SqlLoader,
): Promise<InsideReport> {
  return markInside(await assembleReport(definition, request, insideFigures(engine, loadSql)));
}

/**
 * Assembles the report from any source of figures. It is unbranded, so that only the functions above can hand it out.
 */
async function assembleReport(
  definition: ReportDefinition,
  request: ReportRequest,
  source: FigureSource,
): Promise<ReportData> {
  const current = await buildTables(definition, request, request, source);
  const earlier =
    request.compare === undefined
      ? undefined
      : await buildTables(definition, { ...request, ...request.compare }, request, source);
  const tables = current.tables.map((table, index) => {
    const declared = definition.tables[index];
    const before = earlier?.tables[index];
    const compared =
      declared === undefined || earlier === undefined || before === undefined || request.compare === undefined
        ? table
        : compareTables(
            declared.columns,
            { table, from: request.from, state: stateOf(declared, current, request.compare.through) },
            { table: before, from: request.compare.from, state: stateOf(declared, earlier) },
          );
    return request.limit === undefined || declared?.order !== 'ranked'
      ? compared
      : cutRows(compared, request.limit);
  });
  return {
    report: definition.name,
    site: request.site,
    from: request.from,
    to: request.to,
    timeZone: request.timeZone,
    state: current.state,
    days: current.days,
    inside: source.inside,
    ...(request.simulated === true ? { simulated: true } : {}),
    method: {
      unit: 'visitor-day',
      k: request.k,
      bounds: request.bounds,
      ...(request.outside === undefined ? {} : { outside: request.outside }),
    },
    ...(earlier === undefined || request.compare === undefined
      ? {}
      : {
          compare: {
            from: request.compare.from,
            to: request.compare.to,
            ...(request.compare.through === undefined ? {} : { through: request.compare.through }),
            state: earlier.state,
            days: earlier.days,
          },
        }),
    tables,
  };
}

type Part = Pick<ReportData, 'state' | 'days' | 'tables'>;

/** A breakdown that lacks merged days is partial: its sums are not comparable with those of a whole period. */
function stateOf(table: TableDefinition, { state, days }: Part, through?: string): Part['state'] {
  if (table.fact !== TOTALS_FACT && days.merged !== undefined) return 'partial';
  return isWholeThrough({ state, days }, through) ? 'complete' : 'partial';
}

async function buildTables(
  definition: ReportDefinition,
  range: SiteRange,
  request: ReportRequest,
  source: FigureSource,
): Promise<Part> {
  const requestedDays = daysIn(range);
  const sealedDays = new Set(await source.days(range));
  const ranges = [request, ...(request.compare === undefined ? [] : [request.compare])];
  const merged = cutDays(request.merged ?? [], range, ranges).filter((day) => sealedDays.has(day));
  const visitors = breakdownVisitors(await source.visitors(range), range, ranges, request.merged ?? []);
  const tables: ReportTable[] = [];
  for (const table of definition.tables)
    tables.push(await buildTable(table, range, request, source, visitors, sealedDays.size));
  const missing = requestedDays.filter((day) => !sealedDays.has(day));
  const doubled = (request.doubled ?? []).filter((day) => day >= range.from && day <= range.to);
  return {
    state: missing.length === 0 ? 'complete' : 'partial',
    days: {
      asked: requestedDays.length,
      sealed: requestedDays.length - missing.length,
      missing,
      ...(merged.length === 0 ? {} : { merged }),
      ...(doubled.length === 0 ? {} : { doubled }),
    },
    tables,
  };
}

/**
 * Counts the visitor-days of the days whose breakdowns are in the range; undefined where retention deleted the total of
 * a day that is part of a month's rows.
 */
function breakdownVisitors(
  visitors: ReadonlyMap<string, number>,
  range: SiteRange,
  ranges: readonly { readonly from: string; readonly to: string }[],
  merged: readonly string[],
): number | undefined {
  const cut = new Set(cutDays(merged, range, ranges));
  const shown = merged.filter(
    (day) => day >= range.from && day <= range.to && showsMonth(day.slice(0, 7), ranges),
  );
  if (shown.some((day) => !visitors.has(day))) return undefined;
  return [...visitors].reduce((sum, [day, count]) => (cut.has(day) ? sum : sum + count), 0);
}

async function buildTable(
  table: TableDefinition,
  range: SiteRange,
  { k, currency }: ReportRequest,
  source: FigureSource,
  visitors: number | undefined,
  days: number,
): Promise<ReportTable> {
  const cells = await source.cells(table, range, k);
  const totals = {
    ...(visitors === undefined ? {} : { [TOTALS.visitors]: visitors }),
    [TOTALS.visits]: cells.allVisits,
    [TOTALS.days]: days,
  };
  return insideTable(table, cells, { k, currency, totals });
}
