/** Divides the cells of a released table by whether their names are shown. It may not look at a figure. */
import type { CellEstimate } from '../disclosure/estimates.ts';
import type { NameRules, Standing } from '../names/name-rules.ts';
import { drawnNames, nameId } from '../names/name-tables.ts';
import type { ColumnDefinition } from './definition.ts';

/** The rules of tables whose names were all fixed before the data. */
export const ALL_NAMES: NameRules = { cell: () => 'shown', name: () => 'shown' };

export interface DividedCells extends Readonly<Record<Standing, readonly CellEstimate[]>> {
  /** Ids of the names that wait for approval; only their number may be shown. */
  readonly waitingNames: ReadonlySet<string>;
}

/** Divides the cells of a table with these columns; each keeps its figures. */
export function divideByNames(
  columns: readonly Pick<ColumnDefinition, 'name' | 'role'>[],
  cells: readonly CellEstimate[],
  names: NameRules,
): DividedCells {
  const keys = columns.filter(({ role }) => role === 'key').map(({ name }) => name);
  const divided: Record<Standing, CellEstimate[]> = { shown: [], waiting: [], refused: [] };
  for (const cell of cells) divided[names.cell(keys, cell.keys, cell.public)].push(cell);
  return {
    ...divided,
    waitingNames: new Set(
      divided.waiting.flatMap((cell) => drawnNames(keys, cell.keys).map((name) => nameId(name))),
    ),
  };
}
