/**
 * What differs between the public of two worlds with equal noise, beyond what the noise of one visitor-day covers. It
 * knows the shape of a stored release, and nothing of how one is made.
 */
import type { StoredCell, StoredRelease, StoredTable } from '#core/disclosure/stored-release';
import type { Public } from './world.ts';

const BILLION = 1e9;

/** Returns a sentence per difference that noise does not explain: none where the worlds are neighbours as promised. */
export function unexplained(one: Public, other: Public): readonly string[] {
  return [
    ...differentFiles(one, other),
    ...differentLedgers(one, other),
    ...one.releases.flatMap((release) => {
      const twin = other.releases.find(
        ({ site, period }) => site === release.site && period === release.period,
      );
      return twin === undefined ? [] : differentReleases(release, twin);
    }),
  ];
}

function differentFiles(one: Public, other: Public): readonly string[] {
  const only = (a: Public, b: Public, name: string) =>
    [...a.files.keys()].filter((path) => !b.files.has(path)).map((path) => `only the ${name} has ${path}`);
  return [...only(one, other, 'first'), ...only(other, one, 'second')];
}

function differentLedgers(one: Public, other: Public): readonly string[] {
  return [...one.files].flatMap(([path, content]) =>
    path.startsWith('releases/ledger/') && other.files.get(path)?.equals(content) === false
      ? [`${path} differs`]
      : [],
  );
}

function differentReleases(one: StoredRelease, other: StoredRelease): readonly string[] {
  const name = `${one.site} ${one.period}`;
  const frames = [one, other].map((release) =>
    JSON.stringify({ ...release, tables: release.tables.map(frameOf) }),
  );
  return [
    ...(frames[0] === frames[1] ? [] : [`${name}: days, bounds, tables or public cells differ`]),
    ...one.tables.flatMap((table) => {
      const twin = other.tables.find((candidate) => candidate.name === table.name);
      return twin === undefined ? [] : differentTables(`${name} ${table.name}`, table, twin);
    }),
  ];
}

/** A table without its figures and without the names that reached the threshold. */
function frameOf(table: StoredTable): unknown {
  return { ...table, cells: table.cells.filter((cell) => cell.public).map(({ keys }) => keys) };
}

function differentTables(name: string, one: StoredTable, other: StoredTable): readonly string[] {
  const [a, b] = [byKeys(one), byKeys(other)];
  const shared = [...a].flatMap(([keys, cell]) => {
    const twin = b.get(keys);
    return twin === undefined ? [] : [[cell, twin] as const];
  });
  const alone = [
    ...[...a.values()].filter((cell) => !b.has(keysOf(cell))),
    ...[...b.values()].filter((cell) => !a.has(keysOf(cell))),
  ];
  const first = one.measures[0]?.name ?? '';
  const costs = one.measures.flatMap(({ name: measure, variance, nanorho }) => {
    const squared =
      shared.reduce((sum, [x, y]) => sum + ((x.noisy[measure] ?? 0) - (y.noisy[measure] ?? 0)) ** 2, 0) +
      (measure === first ? alone.length : 0);
    const paid = (squared / (2 * variance)) * BILLION;
    // Costs are stored as whole billionths.
    return paid <= nanorho + 1
      ? []
      : [`${name}.${measure}: costs ${Math.round(paid)} of ${nanorho} billionths of rho`];
  });
  const names = alone.flatMap((cell) =>
    one.threshold !== undefined && (cell.noisy[first] ?? 0) - 1 < one.threshold.least
      ? []
      : [`${name}: only one of the two has ${keysOf(cell)}`],
  );
  return [...costs, ...names];
}

const keysOf = (cell: StoredCell) => JSON.stringify(cell.keys);
const byKeys = (table: StoredTable) => new Map(table.cells.map((cell) => [keysOf(cell), cell]));
