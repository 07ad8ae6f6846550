/** Draws a whole release: noise is added to each table's exact sums from the facts. It may not keep an exact figure. */
import type { CompiledSite } from '../config/compile.ts';
import type { Bounds, Fact } from '../facts/fact.ts';
import type { QueryEngine, SqlLoader } from '../ports/query-engine.ts';
import { drawTable, type Noise } from './draw-table.ts';
import { addDays } from '../time/zone.ts';
import type { DuePeriod } from './due-releases.ts';
import { FIXED_LISTS_VERSION } from './fixed-lists.ts';
import type { ListedNames } from './listed-names.ts';
import type { Profile } from './profiles.ts';
import { CATALOGUE_VERSION, releaseCatalogue, type TableSpec } from './release-catalogue.ts';
import type { StoredRelease, StoredTable } from './stored-release.ts';
import { publicCells } from './vocabularies.ts';

export interface ReleaseInput {
  readonly due: DuePeriod;
  readonly site: CompiledSite;
  /** What the site listed when the first day of the period was sealed: its public cells. */
  readonly listed: ListedNames;
  readonly timeZone: string;
  readonly facts: readonly Fact[];
  /** The widest bounds under which the days of the period were sealed. */
  readonly bounds: Bounds;
  readonly profile: Profile;
  /** The local day of the draw. */
  readonly today: string;
}

/** The name in `leaveOut` that stands for all tables but the totals. */
const BREAKDOWNS = 'breakdowns';

/**
 * Returns the tables of a period without those that the site leaves out. Their costs add up to the cost of the release.
 */
export function tablesToDraw({ due, site, facts, bounds, profile }: ReleaseInput): readonly TableSpec[] {
  return releaseCatalogue(facts, due.level, bounds, profile).filter((table) => !isLeftOut(table, site));
}

/** Whether a site leaves a released table out. The totals are never left out. */
export function isLeftOut(
  table: { readonly name: string; readonly keys: readonly string[] },
  { config }: CompiledSite,
): boolean {
  const leftOut: ReadonlySet<string> = new Set(config.leaveOut);
  return table.keys.length > 0 && (leftOut.has(BREAKDOWNS) || leftOut.has(table.name));
}

/** Returns the period in stretches between the days that it leaves out; their sums add up. */
function stretchesOf({
  from,
  to,
  doubled = [],
}: DuePeriod): readonly { readonly from: string; readonly to: string }[] {
  const ends = [...doubled, addDays(to, 1)];
  const starts = [from, ...doubled.map((day) => addDays(day, 1))];
  return starts
    .map((start, index) => ({ from: start, to: addDays(ends[index] ?? to, -1) }))
    .filter((stretch) => stretch.from <= stretch.to);
}

/** Draws once and stores nothing. `engine` shows the sealed facts of the site. */
export async function drawRelease(
  input: ReleaseInput,
  engine: QueryEngine,
  loadSql: SqlLoader,
  noise: Noise,
): Promise<StoredRelease> {
  const { due, site, listed, profile, bounds } = input;
  const tables: StoredTable[] = [];
  for (const spec of tablesToDraw(input)) {
    const rows = [];
    for (const { from, to } of stretchesOf(due))
      rows.push(...(await engine.rows(loadSql(spec.sql), [site.id, from, to])));
    tables.push(drawTable(spec, rows, publicCells(spec.cells, listed), noise));
  }
  return {
    site: site.id,
    period: due.period,
    level: due.level,
    days: due.days,
    ...(due.doubled === undefined ? {} : { doubled: due.doubled }),
    timeZone: input.timeZone,
    catalogue: CATALOGUE_VERSION,
    lists: FIXED_LISTS_VERSION,
    profile: profile.name,
    bounds: { ...bounds },
    drawnOn: input.today,
    tables,
  };
}
