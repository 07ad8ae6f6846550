/**
 * What passes over arrivals have taken: without it the next seal could not tell a late row from one already counted. It
 * may hold names of files, sites and days; nothing of a visitor. Pure: where it is kept is the adapter's.
 */
import type { ArrivalPart } from './arrival-part.ts';

/** One pass over the rows of some sites of a day. */
export interface SealRun {
  readonly id: string;
  /** `seal` makes the facts of these sites; `late` only counts what came after that. */
  readonly kind: 'seal' | 'late';
  readonly sites: readonly string[];
  /** Arrival files, relative to `arrivals/`, whose rows of these sites and this day are counted by it. */
  readonly files: readonly string[];
  readonly state: 'pending' | 'done';
}

/** The runs of each day that still has a record. */
export type SealStates = Map<string, readonly SealRun[]>;

type IsSealed = (site: string, day: string) => boolean;

/** Whether the rows of (site, day) in a file are counted, for many files at once. */
export function createIsCounted(
  states: ReadonlyMap<string, readonly SealRun[]>,
): (part: Pick<ArrivalPart, 'file' | 'site' | 'day'>) => boolean {
  const counted = new Set<string>();
  for (const [day, runs] of states) {
    for (const run of runs.filter((one) => one.state === 'done')) {
      for (const file of run.files) for (const site of run.sites) counted.add(`${day} ${site} ${file}`);
    }
  }
  return ({ file, site, day }) => counted.has(`${day} ${site} ${file}`);
}

/** Files of which every row is counted: nothing is lost with them. */
export function fullyCountedFiles(
  states: ReadonlyMap<string, readonly SealRun[]>,
  parts: readonly ArrivalPart[],
): ReadonlySet<string> {
  const isCounted = createIsCounted(states);
  const open = new Set(parts.filter((part) => !isCounted(part)).map((part) => part.file));
  return new Set(parts.map((part) => part.file).filter((file) => !open.has(file)));
}

/** Rows that came after their seal and are counted nowhere yet. */
export function lateParts(
  states: ReadonlyMap<string, readonly SealRun[]>,
  parts: readonly ArrivalPart[],
  isSealed: IsSealed,
): readonly ArrivalPart[] {
  const isCounted = createIsCounted(states);
  return parts.filter((part) => isSealed(part.site, part.day) && !isCounted(part));
}

/**
 * A seal that was cut short is done if its day stands in `seals` (undefined: dropped, as if it had never begun); other
 * runs stay as they are.
 */
export function resolveInterruptedRun(run: SealRun, day: string, isSealed: IsSealed): SealRun | undefined {
  if (run.kind !== 'seal' || run.state === 'done') return run;
  return run.sites.every((site) => isSealed(site, day)) ? { ...run, state: 'done' } : undefined;
}
