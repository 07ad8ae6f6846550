/**
 * Turns exact sums into noisy whole numbers: the only place where an exact figure meets noise. It may not decide
 * anything by an exact figure: which cells are drawn is fixed beforehand or depends on the noisy count alone, and every
 * figure that leaves is noisy.
 */
import type { SqlRow } from '../ports/query-engine.ts';
import { FALSE_CELLS } from './profiles.ts';
import type { Rational } from './rational.ts';
import { varianceNumber, type TableSpec } from './release-catalogue.ts';
import type { StoredCell, StoredTable } from './stored-release.ts';
import { computeDisplayFloor } from './threshold.ts';
import { cellName, OTHER, type CellKeys } from './vocabularies.ts';

/** Draws a whole number from N_Z(0, variance), anew for each call; table, measure and keys identify the figure. */
export type Noise = (variance: Rational, table: string, measure: string, keys: CellKeys) => bigint;

/** A figure is not a whole number within 2^53, so nothing may be released from it. */
export class UnreleasableError extends Error {
  override readonly name = 'UnreleasableError';
}

/** Draws one table. `rows` are the exact sums by key; `cells` are the public cells. */
export function drawTable(
  spec: TableSpec,
  rows: readonly SqlRow[],
  cells: readonly CellKeys[],
  noise: Noise,
): StoredTable {
  const isPublic = new Set(cells.map(cellName));
  const { inside, outside } = exactCells(spec, rows, isPublic);
  const draw = (keys: CellKeys, sums: ReadonlyMap<string, bigint> | undefined, measures = spec.measures) =>
    Object.fromEntries(
      measures.map((measure) => [
        measure.name,
        toSafeInteger(
          (sums?.get(measure.name) ?? 0n) + noise(measure.variance, spec.name, measure.name, keys),
        ),
      ]),
    );

  const drawn: StoredCell[] = cells.map((keys) => ({
    keys,
    public: true,
    noisy: draw(keys, inside.get(cellName(keys))?.sums),
  }));
  const [first, ...others] = spec.measures;
  for (const { keys, sums } of outside) {
    if (first === undefined || spec.threshold === undefined) break;
    const count = draw(keys, sums, [first]);
    if ((count[first.name] ?? 0) < spec.threshold.least) continue;
    drawn.push({ keys, public: false, noisy: { ...count, ...draw(keys, sums, others) } });
  }
  return {
    name: spec.name,
    fact: spec.fact,
    keys: spec.keys,
    l0: spec.l0,
    measures: spec.measures.map(({ name, unit, variance, nanorho }) => ({
      name,
      unit,
      variance: varianceNumber(variance),
      nanorho,
    })),
    ...(spec.threshold === undefined ? {} : { threshold: spec.threshold }),
    floor:
      first === undefined || spec.keys.length === 0
        ? 0
        : computeDisplayFloor({
            variance: varianceNumber(first.variance),
            cells: cells.length,
            falseCells: FALSE_CELLS,
          }),
    partition: spec.partition === true,
    cells: drawn,
  };
}

interface ExactCell {
  readonly keys: CellKeys;
  readonly sums: Map<string, bigint>;
}

/** Sums by cell. Values outside the vocabulary are folded, dropped, or returned apart, sorted, for the threshold. */
function exactCells(
  spec: TableSpec,
  rows: readonly SqlRow[],
  isPublic: ReadonlySet<string>,
): { inside: Map<string, ExactCell>; outside: readonly ExactCell[] } {
  const inside = new Map<string, ExactCell>();
  const outside = new Map<string, ExactCell>();
  for (const row of rows) {
    const own = spec.keys.map((key) => keyOf(row[key]));
    const known = isPublic.has(cellName(own));
    // Names that settling folded: a visitor-day counts once for each of them, beyond what the noise is scaled to.
    if (!known && spec.outside === 'threshold' && own.includes(OTHER)) continue;
    const keys = known || spec.outside !== 'fold' ? own : own.map(() => OTHER);
    const cells = known || spec.outside === 'fold' ? inside : outside;
    const cell = cells.get(cellName(keys)) ?? { keys, sums: new Map<string, bigint>() };
    for (const { name } of spec.measures)
      cell.sums.set(name, (cell.sums.get(name) ?? 0n) + toExact(row[name]));
    cells.set(cellName(keys), cell);
  }
  return {
    inside,
    outside: [...outside.values()].toSorted((a, b) => (cellName(a.keys) < cellName(b.keys) ? -1 : 1)),
  };
}

function keyOf(value: SqlRow[string] | undefined): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new UnreleasableError('a key of a released table is missing');
}

function toExact(value: SqlRow[string] | undefined): bigint {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new UnreleasableError('a figure to be released is no whole number within 2^53');
  return BigInt(value);
}

function toSafeInteger(noisy: bigint): number {
  const number = Number(noisy);
  if (!Number.isSafeInteger(number)) throw new UnreleasableError('a noisy figure lies beyond 2^53');
  return number;
}
