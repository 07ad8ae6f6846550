/**
 * What runs have taken from arrivals, in the state table: a head item a run and its file names in further ones, since
 * an item holds 400 KB. The head is written last, so that a run is noted as a whole or not at all. Nothing of a
 * visitor.
 */
import type { SealRun } from '#core/seal/seal-run';
import type { RunRecord } from '../steps/run-record.ts';

export interface LateCount {
  readonly site: string;
  readonly items: number;
}

/** Of a run of kind `late`: what it counts under which day of arrival, and where. */
export interface LateNote {
  readonly dt: string;
  /** Sites sealed on that day: counted in an object of its own beside the seal's. */
  readonly shown: readonly LateCount[];
  /** Key of that object; absent where nothing is shown. */
  readonly key?: string;
  /** Sites not sealed on that day yet: they wait for its seal. */
  readonly waiting: readonly LateCount[];
}

export type Claim = SealRun & { readonly late?: LateNote };
export type ClaimsByDay = Map<string, readonly Claim[]>;

type Head = Omit<Claim, 'files'> & { readonly chunks: number };

const RUN = 'taken';
/** File names in an item: far below 400 KB. */
const CHUNK = 2_000;

/** Every run on record, by day; names whose head is gone or never came are removed. */
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

/** Durable when it returns. Can be repeated. */
export async function writeClaim(record: RunRecord, day: string, run: Claim): Promise<void> {
  for (let at = 0; at < run.files.length; at += CHUNK)
    await record.put(RUN, `${day}#${run.id}#${at / CHUNK}`, JSON.stringify(run.files.slice(at, at + CHUNK)));
  await putHead(record, day, run);
}

/** From now on its rows are counted. One write. */
export async function completeClaim(record: RunRecord, day: string, run: Claim): Promise<void> {
  await putHead(record, day, { ...run, state: 'done' });
}

/** Of a run that never counted, or whose files are gone. */
export async function deleteClaim(record: RunRecord, day: string, run: Claim): Promise<void> {
  await record.delete(RUN, `${day}#${run.id}`);
  for (let at = 0; at < run.files.length; at += CHUNK)
    await record.delete(RUN, `${day}#${run.id}#${at / CHUNK}`);
}

async function putHead(record: RunRecord, day: string, { files, ...run }: Claim): Promise<void> {
  await record.put(
    RUN,
    `${day}#${run.id}`,
    JSON.stringify({ ...run, chunks: Math.ceil(files.length / CHUNK) } satisfies Head),
  );
}
