/**
 * Decides which names of a release are shown in public: what the site or the program lists, and what an operator
 * approved. It looks at names alone and may not see a figure: whoever sends enough events makes any name pass its
 * threshold.
 */
import type { CompiledConfig, CompiledSite } from '../config/compile.ts';
import { listedNames } from '../disclosure/listed-names.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import { publicCells, type CellKeys } from '../disclosure/vocabularies.ts';
import { verdictsOf, type DecisionBatch, type Verdicts } from './name-decisions.ts';
import { drawnNames, nameId, VOCABULARIES, type DrawnName, type NameTable } from './name-tables.ts';

export type Standing = 'shown' | 'waiting' | 'refused';

/** `listed`: names that nobody listed wait for approval; `all`: they are shown once they pass their threshold. */
export type NameMode = 'listed' | 'all';

export interface NameRules {
  /**
   * Returns the standing of a cell: that of its names. `isPublic` says that the cell was fixed before the data. A
   * refused name is never shown, whatever lists it.
   */
  cell(columns: readonly string[], keys: CellKeys, isPublic: boolean): Standing;
  /** Returns the standing of one name. */
  name(name: DrawnName, isPublic: boolean): Standing;
}

/** Creates the rules of a site from its configuration as it is now, and from the verdicts in force. */
export function nameRules(site: CompiledSite, mode: NameMode, verdicts: Verdicts): NameRules {
  const listed = new Map([...VOCABULARIES.keys()].map((table) => [table, namesListedNow(table, site)]));
  const standing = (name: DrawnName, isPublic: boolean): Standing => {
    const verdict = verdicts.get(nameId(name));
    if (verdict === 'refused') return 'refused';
    return isPublic ||
      mode === 'all' ||
      verdict === 'approved' ||
      listed.get(name.table)?.has(name.name) === true
      ? 'shown'
      : 'waiting';
  };
  return {
    name: standing,
    cell: (columns, keys, isPublic) => {
      const standings = drawnNames(columns, keys).map((name) => standing(name, isPublic));
      return standings.includes('refused') ? 'refused' : standings.includes('waiting') ? 'waiting' : 'shown';
    },
  };
}

/** Returns the rules of each configured site by its id. Throws a RangeError for any other. */
export function rulesBySite(
  config: CompiledConfig,
  batches: readonly DecisionBatch[],
): (site: string) => NameRules {
  const rules = new Map<string, NameRules>();
  return (id) => {
    const site = config.site(id);
    if (site === undefined) throw new RangeError('names are shown for a site that is not configured');
    const known = rules.get(id) ?? nameRules(site, config.source.release.names, verdictsOf(batches, id));
    rules.set(id, known);
    return known;
  };
}

/** Returns the release without the cells whose names are not shown. The others keep their figures as drawn. */
export function withShownNames(release: StoredRelease, names: NameRules): StoredRelease {
  return {
    ...release,
    tables: release.tables.map((table) => ({
      ...table,
      cells: table.cells.filter((cell) => names.cell(table.keys, cell.keys, cell.public) === 'shown'),
    })),
  };
}

function namesListedNow(table: NameTable, site: CompiledSite): ReadonlySet<string> {
  const vocabulary = VOCABULARIES.get(table);
  const names =
    vocabulary === undefined
      ? []
      : publicCells([vocabulary], listedNames(site)).map((keys) => String(keys[0] ?? ''));
  // As they stand in facts that were sealed before paths had a normal form.
  const old =
    table === 'pages' && site.pathRules.trailingSlash === 'ignore'
      ? names.map((path) => path.replace(/\/?$/, '/'))
      : [];
  return new Set([...names, ...old]);
}
