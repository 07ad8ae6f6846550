/**
 * What is known of the names of one site: which its monthly releases drew, and how each stands. It may not pass on a
 * figure: whoever decides about a name is not to know how many visitors stand behind it.
 */
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { DecidedName, WaitingName } from '../operator/names-request.ts';
import { latestDecisions, type DecisionBatch, type Verdict } from './name-decisions.ts';
import type { NameRules } from './name-rules.ts';
import { drawnNames, NAME_TABLES, nameId, type DrawnName } from './name-tables.ts';

/** A name that stands in a release. */
export interface BookedName extends DrawnName {
  /** Whether a release drew it as a cell that was fixed before the data. */
  readonly isPublic: boolean;
  /** The months that drew it though nobody had listed it, ascending. */
  readonly periods: readonly string[];
}

export interface NameBook {
  readonly site: string;
  readonly rules: NameRules;
  readonly names: readonly BookedName[];
  readonly decisions: readonly (DrawnName & { readonly verdict: Verdict })[];
}

/** Opens the book of a site from its monthly releases. */
export function openNameBook(
  site: string,
  months: readonly StoredRelease[],
  batches: readonly DecisionBatch[],
  rules: NameRules,
): NameBook {
  const names = new Map<string, { name: DrawnName; isPublic: boolean; periods: Set<string> }>();
  for (const { period, tables } of months.toSorted((a, b) => (a.period < b.period ? -1 : 1)))
    for (const table of tables)
      for (const cell of table.cells)
        for (const name of drawnNames(table.keys, cell.keys)) {
          const known = names.get(nameId(name)) ?? { name, isPublic: false, periods: new Set<string>() };
          if (cell.public) known.isPublic = true;
          else known.periods.add(period);
          names.set(nameId(name), known);
        }
  return {
    site,
    rules,
    decisions: latestDecisions(batches, site),
    names: [...names.values()]
      .map(({ name, isPublic, periods }) => ({ ...name, isPublic, periods: [...periods] }))
      .toSorted(byTable),
  };
}

/** Lists the names that wait, by table and name. */
export function waitingNames({ site, names, rules }: NameBook): readonly WaitingName[] {
  return names
    .filter((name) => name.periods.length > 0 && rules.name(name, false) === 'waiting')
    .map(({ table, name, periods }) => ({ site, table, name, period: periods[0] ?? '', periods }));
}

/** Counts the names that wait in the releases of some sites. */
export function countWaiting(
  releases: ReadonlyMap<string, readonly StoredRelease[]>,
  batches: readonly DecisionBatch[],
  rulesOf: (site: string) => NameRules,
): number {
  return [...releases].reduce((sum, [site, siteReleases]) => {
    const months = siteReleases.filter(({ level }) => level === 'month');
    return sum + waitingNames(openNameBook(site, months, batches, rulesOf(site))).length;
  }, 0);
}

/** Lists the names about which the latest decision is this one, by table and name. */
export function decidedNames({ site, decisions }: NameBook, verdict: Verdict): readonly DecidedName[] {
  return decisions
    .filter((decision) => decision.verdict === verdict)
    .map(({ table, name }) => ({ site, table, name }))
    .toSorted(byTable);
}

function byTable(a: DrawnName, b: DrawnName): number {
  return (
    NAME_TABLES.indexOf(a.table) - NAME_TABLES.indexOf(b.table) ||
    (a.name === b.name ? 0 : a.name < b.name ? -1 : 1)
  );
}
