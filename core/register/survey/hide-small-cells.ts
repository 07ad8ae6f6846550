/**
 * Leaves out the cells of few people, and as many others as it takes so that total minus shown cells names nobody.
 */

export interface CountedCell {
  readonly cell: string;
  readonly people: number;
}

export interface ShownCells {
  /** Largest first, equal ones by name. */
  readonly cells: readonly CountedCell[];
  readonly withheld: boolean;
}

/**
 * Returns the cells of `k` people or more. Where something is left out, at least two cells are, of at least `k` people
 * together: the smallest shown ones go with them until that holds, or until none is left. Where people are in several
 * cells, their sum exceeds the total, which tells less; the same rule holds there.
 */
export function hideSmallCells(counted: readonly CountedCell[], k: number): ShownCells {
  const present = counted
    .filter(({ people }) => people > 0)
    .toSorted((a, b) => b.people - a.people || (a.cell < b.cell ? -1 : 1));
  const shown = present.filter(({ people }) => people >= k);
  let hidden = present.slice(shown.length);
  const tells = () => hidden.length === 1 || hidden.reduce((sum, { people }) => sum + people, 0) < k;
  while (hidden.length > 0 && tells()) {
    const smallest = shown.pop();
    if (smallest === undefined) break;
    hidden = [...hidden, smallest];
  }
  return { cells: shown, withheld: hidden.length > 0 };
}

/** Counts each cell once per person that is in it. */
export function countCells<One>(
  all: readonly One[],
  cellsOf: (one: One) => readonly string[],
): readonly CountedCell[] {
  const counts = new Map<string, number>();
  for (const one of all)
    for (const cell of new Set(cellsOf(one))) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return [...counts].map(([cell, people]) => ({ cell, people }));
}
