/**
 * Records the claims of runs on arrivals in the state table: a head item per run, and its file names in further items,
 * since an item holds 400 KB. The head is written last, so that a claim is recorded completely or not at all. Claims
 * contain nothing about a visitor.
 */
import type { SealRun } from '#core/seal/seal-run';
import type { RunRecord } from '../steps/run-record.ts';

export interface LateCount {
  readonly site: string;
  readonly items: number;
}

/** Targets of a run of kind `late`: its counts, their day of arrival, and their object. */
export interface LateNote {
  readonly dt: string;
  /** Sites that are sealed on that day: their counts are in an object of their own, beside the seal's. */
  readonly shown: readonly LateCount[];
  /** Key of that object; absent where no counts are shown. */
  readonly key?: string;
  /** Sites that are not sealed on that day yet: their counts wait for its seal. */
  readonly waiting: readonly LateCount[];
}

export type Claim = SealRun & { readonly late?: LateNote };
export type ClaimsByDay = Map<string, readonly Claim[]>;

type Head = Omit<Claim, 'files'> & { readonly chunks: number };

const RUN = 'taken';
/** File names per item: far below 400 KB. */
const FILES_PER_ITEM = 2_000;

/** Reads every claim, by day; removes file names whose head is missing. */
export async function readClaims(record: RunRecord): Promise<ClaimsByDay> {
  const items = await record.all(RUN);
  const states: ClaimsByDay = new Map();
  for (const [step, text] of items) {
    const [day = '', id = '', chunk] = step.split('#');
    if (chunk !== undefined) {
      if (!items.has(`${day}#${id}`)) await record.delete(RUN, step);
      continue;
    }
    const { chunks, ...head } = JSON.parse(text) as Head;
    const files = Array.from(
      { length: chunks },
      (_, index) => JSON.parse(items.get(`${step}#${index}`) ?? '[]') as readonly string[],
    ).flat();
    states.set(day, [...(states.get(day) ?? []), { ...head, files }]);
  }
  return states;
}

/** Writes a claim; durable when it returns, and idempotent. */
export async function writeClaim(record: RunRecord, day: string, run: Claim): Promise<void> {
  for (let at = 0; at < run.files.length; at += FILES_PER_ITEM)
    await record.put(
      RUN,
      `${day}#${run.id}#${at / FILES_PER_ITEM}`,
      JSON.stringify(run.files.slice(at, at + FILES_PER_ITEM)),
    );
  await putHead(record, day, run);
}

/** Completes a claim: its rows are counted from now on. One write. */
export async function completeClaim(record: RunRecord, day: string, run: Claim): Promise<void> {
  await putHead(record, day, { ...run, state: 'done' });
}

/** Deletes the claim of a run that never counted, or whose files are gone. */
export async function deleteClaim(record: RunRecord, day: string, run: Claim): Promise<void> {
  await record.delete(RUN, `${day}#${run.id}`);
  for (let at = 0; at < run.files.length; at += FILES_PER_ITEM)
    await record.delete(RUN, `${day}#${run.id}#${at / FILES_PER_ITEM}`);
}

async function putHead(record: RunRecord, day: string, { files, ...run }: Claim): Promise<void> {
  await record.put(
    RUN,
    `${day}#${run.id}`,
    JSON.stringify({ ...run, chunks: Math.ceil(files.length / FILES_PER_ITEM) } satisfies Head),
  );
}
