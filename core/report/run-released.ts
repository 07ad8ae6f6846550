/**
 * Builds a report that may be published, from a definition and a site's releases. It reads releases only: it has no
 * engine, so no exact figure can enter.
 */
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { NameRules } from '../names/name-rules.ts';
import type { ReportDefinition, TableDefinition } from './definition.ts';
import { markReleased, type ReleasedReport, type SiteRange } from './figures.ts';
import { areFitted } from './fit-row.ts';
import { layOutReleased } from './lay-out-released.ts';
import { daysIn } from './period.ts';
import { isWholeThrough, type ComparedRange } from './compared-period.ts';
import { releaseMethod } from './release-method.ts';
import { releasedPeriod, type ReleasedPeriod } from './released-period.ts';
import { releasedRows, type ReleasedMeasures } from './released-tables.ts';
import type { ReportData } from './report.ts';
import { withoutMeasures } from './unmeasured.ts';

export interface ReleasedRequest extends SiteRange {
  readonly timeZone: string;
  readonly limit?: number;
  readonly compare?: ComparedRange;
  /** Which names are shown, as of now, also those of the compared period. */
  readonly names: NameRules;
  /** Measures that the site cannot have; figures of an earlier catalogue are shown as they were. @default none */
  readonly unmeasured?: readonly string[];
  /** Whether the visitors are simulated. @default false */
  readonly simulated?: boolean;
}

/** Runs one report over the releases of its site. `released` are the tables of the catalogue, with their measures. */
export function runReleased(
  declared: ReportDefinition,
  request: ReleasedRequest,
  releases: readonly StoredRelease[],
  released: ReleasedMeasures,
): ReleasedReport {
  const siteReleases = releases.filter((release) => release.site === request.site);
  const current = releasedPeriod(request.from, request.to, siteReleases);
  const unmeasured = areFitted(current.releases) ? (request.unmeasured ?? []) : [];
  const definition = withoutMeasures(declared, unmeasured);
  const earlier =
    request.compare === undefined
      ? undefined
      : releasedPeriod(request.compare.from, request.compare.to, siteReleases);
  const bothComplete =
    earlier === undefined ||
    request.compare === undefined ||
    (isWholeThrough(
      { state: 'complete', days: coverageOf(request, current, siteReleases) },
      request.compare.through ?? request.to,
    ) &&
      coverageOf(request.compare, earlier, siteReleases).missing.length === 0);
  const leftOut = definition.tables
    .filter((table) => !isReleased(table, current, released))
    .map((table) => table.name);
  const waiting = new Set<string>();
  const tables = definition.tables.flatMap((table) => {
    const rows = leftOut.includes(table.name)
      ? undefined
      : releasedRows(table, current, released, request.names);
    for (const id of rows?.waiting ?? []) waiting.add(id);
    return rows === undefined
      ? []
      : [
          layOutReleased(
            table,
            rows,
            { ...request, bothComplete },
            earlier === undefined ? undefined : releasedRows(table, earlier, released, request.names),
          ),
        ];
  });
  const days = coverageOf(request, current, siteReleases);
  return markReleased({
    report: definition.name,
    site: request.site,
    from: request.from,
    to: request.to,
    timeZone: request.timeZone,
    state: days.missing.length === 0 ? 'complete' : 'partial',
    days,
    inside: false,
    ...(request.simulated === true ? { simulated: true } : {}),
    method: {
      unit: 'visitor-day',
      bounds: widest(current.releases),
      release: {
        ...releaseMethod(current.releases, leftOut, earlier?.releases),
        ...(waiting.size === 0 ? {} : { names_waiting: waiting.size }),
        ...(unmeasured.length === 0 ? {} : { not_measured: unmeasured }),
      },
    },
    ...(earlier === undefined || request.compare === undefined
      ? {}
      : { compare: { ...request.compare, ...stateOf(request.compare, earlier, siteReleases) } }),
    tables,
  });
}

/** Whether a table is in the catalogue, and the configuration did not leave it out of the month. */
function isReleased(table: TableDefinition, period: ReleasedPeriod, released: ReleasedMeasures): boolean {
  return (
    released.has(table.name) &&
    (table.name === 'total' ||
      table.name === 'days' ||
      period.tables === undefined ||
      period.tables.has(table.name))
  );
}

function coverageOf(
  range: { readonly from: string; readonly to: string },
  period: ReleasedPeriod,
  releases: readonly StoredRelease[],
): ReportData['days'] {
  const requestedDays = daysIn(range);
  const sealedDays = new Set(period.days);
  const missing = requestedDays.filter((day) => !sealedDays.has(day));
  const doubled = new Set(releases.flatMap((release) => release.doubled ?? []));
  const leftOut = missing.filter((day) => doubled.has(day));
  return {
    asked: requestedDays.length,
    sealed: requestedDays.length - missing.length,
    missing,
    ...(leftOut.length === 0 ? {} : { doubled: leftOut }),
  };
}

function stateOf(
  range: { readonly from: string; readonly to: string },
  period: ReleasedPeriod,
  releases: readonly StoredRelease[],
): { readonly state: 'complete' | 'partial'; readonly days: ReportData['days'] } {
  const days = coverageOf(range, period, releases);
  return { state: days.missing.length === 0 ? 'complete' : 'partial', days };
}

function widest(releases: readonly StoredRelease[]): Readonly<Record<string, number>> {
  const widestByName: Record<string, number> = {};
  for (const { bounds: ones } of releases)
    for (const [name, bound] of Object.entries(ones))
      widestByName[name] = Math.max(bound, widestByName[name] ?? 0);
  return widestByName;
}
