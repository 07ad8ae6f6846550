/**
 * A record of the arrival rows that earlier passes have counted: without it, the next seal could not tell a late row
 * from a counted one. It may hold names of files, sites and days, and nothing of a visitor. Pure: an adapter stores it.
 */
import type { ArrivalPart } from './arrival-part.ts';

/** One pass over the rows of some sites on one day. */
export interface SealRun {
  readonly id: string;
  /** `seal` builds the facts of these sites; `late` only counts rows that arrived after that. */
  readonly kind: 'seal' | 'late';
  readonly sites: readonly string[];
  /** Arrival files, relative to `arrivals/`, whose rows of these sites and this day the pass counts. */
  readonly files: readonly string[];
  readonly state: 'pending' | 'done';
}

/** The runs by day, for each day that still has a record. */
export type SealStates = Map<string, readonly SealRun[]>;

type IsSealed = (site: string, day: string) => boolean;

/** Returns a test of whether the rows of a file, site and day are counted, for use on many files. */
export function createIsCounted(
  states: ReadonlyMap<string, readonly SealRun[]>,
): (part: Pick<ArrivalPart, 'file' | 'site' | 'day'>) => boolean {
  const counted = new Set<string>();
  for (const [day, runs] of states) {
    for (const run of runs.filter((candidate) => candidate.state === 'done')) {
      for (const file of run.files) for (const site of run.sites) counted.add(`${day} ${site} ${file}`);
    }
  }
  return ({ file, site, day }) => counted.has(`${day} ${site} ${file}`);
}

/** Returns the files of which every row is counted: nothing is lost with them. */
export function findFullyCountedFiles(
  states: ReadonlyMap<string, readonly SealRun[]>,
  parts: readonly ArrivalPart[],
): ReadonlySet<string> {
  const isCounted = createIsCounted(states);
  const open = new Set(parts.filter((part) => !isCounted(part)).map((part) => part.file));
  return new Set(parts.map((part) => part.file).filter((file) => !open.has(file)));
}

/** Returns the rows that arrived after their seal and are not counted yet. */
export function findLateParts(
  states: ReadonlyMap<string, readonly SealRun[]>,
  parts: readonly ArrivalPart[],
  isSealed: IsSealed,
): readonly ArrivalPart[] {
  const isCounted = createIsCounted(states);
  return parts.filter((part) => isSealed(part.site, part.day) && !isCounted(part));
}

/**
 * Resolves a run that was interrupted: a seal is done if its day is in `seals`, otherwise it is undefined, as if it had
 * never begun; other runs stay as they are.
 */
export function resolveInterruptedRun(run: SealRun, day: string, isSealed: IsSealed): SealRun | undefined {
  if (run.kind !== 'seal' || run.state === 'done') return run;
  return run.sites.every((site) => isSealed(site, day)) ? { ...run, state: 'done' } : undefined;
}
