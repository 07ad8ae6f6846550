/**
 * Reads the demand for topics on one machine from the released objects of the two sides. It may open these two files
 * and nothing else of either side.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mergeDemand, type Demand } from '#core/demand/merge-demand';
import { parseReleasedDemand } from '#core/demand/parse-released-demand';
import { findRemedy } from '#core/operator/system-faults';
import { DEMAND_OBJECT, type DemandSide, type ReleasedDemand } from '#core/report/released-demand';
import type { DataDir } from '../data-dir.ts';

export interface DemandPlace {
  readonly data: DataDir;
  /** The file in which the register leaves its released demand. */
  readonly registerDemand: string;
  /** Says one sentence to the operator. */
  readonly warn: (text: string) => void;
}

/**
 * Returns a function that reads the demand as it is now; unchanged files are read once. A file that is missing has no
 * part in it; nor has one that cannot be used, of which `warn` says so once.
 */
export function openDemand({ data, registerDemand, warn }: DemandPlace): () => Demand {
  const usage = sideReader('usage', join(data.reports, DEMAND_OBJECT), warn);
  const register = sideReader('register', registerDemand, warn);
  let last: { readonly sides: readonly unknown[]; readonly demand: Demand } | undefined;
  return () => {
    const sides = [usage(), register()] as const;
    if (last === undefined || sides.some((side, index) => side !== last?.sides[index]))
      last = { sides, demand: mergeDemand({ usage: sides[0], register: sides[1] }) };
    return last.demand;
  };
}

function sideReader(
  side: DemandSide,
  file: string,
  warn: (text: string) => void,
): () => ReleasedDemand | undefined {
  let seen = '';
  let held: ReleasedDemand | undefined;
  return () => {
    const { mark, text, problem } = look(file, seen);
    if (mark === seen) return held;
    seen = mark;
    held = text === undefined ? undefined : parseReleasedDemand(text, side);
    if (problem !== undefined)
      warn(`${JSON.stringify(file)}: the released demand of the ${side} is left out: ${problem}`);
    else if (text !== undefined && held === undefined)
      warn(
        `${JSON.stringify(file)}: the released demand of the ${side} is left out: the file is damaged or of another version; its next run writes it again`,
      );
    return held;
  };
}

interface Look {
  /** Differs where the file does. */
  readonly mark: string;
  readonly text?: string;
  readonly problem?: string;
}

/** Reads the file unless its mark is the one that was seen. */
function look(file: string, seen: string): Look {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    const mark = `${ino} ${size} ${mtimeMs}`;
    return mark === seen ? { mark } : { mark, text: readFileSync(file, 'utf8') };
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { mark: 'missing' };
    return { mark: code, problem: findRemedy(error) ?? 'it cannot be read' };
  }
}
