/** The seal's run in progress, across as many invocations as it takes. */
import { createHash, randomBytes } from 'node:crypto';
import { addDays } from '#core/time/zone';
import type { RunRecord } from '../steps/run-record.ts';
import { SCRATCH_PREFIX, scratchFolder, type SealRequest, type SealPorts } from './seal-context.ts';
import { sealQueries } from './seal-queries.ts';

export interface CurrentRun extends SealRequest {
  readonly id: string;
  readonly today: string;
  /** Digest of the configuration, the facts and the queries that it started with. */
  readonly under: string;
  /** Consecutive invocations that failed. */
  readonly failures: number;
}

const [RUN, STEP, ENDED] = ['seal', 'run', 'ended'];

/** Reads the current run; undefined where there is none. */
export async function currentRun(record: RunRecord): Promise<CurrentRun | undefined> {
  const text = await record.get(RUN, STEP);
  return text === undefined ? undefined : (JSON.parse(text) as CurrentRun);
}

/**
 * Computes the digest of a run's inputs. The bounds that SQL has read must be those that `seals` records: a run does
 * not survive a change of the configuration, the facts or the queries.
 */
export function inputsDigest({
  config,
  declared,
  loadSql,
}: Pick<SealPorts, 'config' | 'declared' | 'loadSql'>): string {
  return createHash('sha256')
    .update(JSON.stringify([config, declared, sealQueries(declared).map((path) => loadSql(path))]))
    .digest('hex');
}

/**
 * Whether a run may continue: its inputs are the same, and the results of its queries, which are kept for a day, still
 * exist.
 */
export function canContinue(run: CurrentRun, under: string, today: string): boolean {
  return run.under === under && run.today >= addDays(today, -1);
}

/** Starts a run and records it. */
export async function beginRun(
  { record, ...under }: Pick<SealPorts, 'record' | 'config' | 'declared' | 'loadSql'>,
  { through, byClock }: SealRequest,
  today: string,
): Promise<CurrentRun> {
  const run: CurrentRun = {
    id: `seal-${randomBytes(8).toString('hex')}`,
    through,
    byClock,
    today,
    under: inputsDigest(under),
    failures: 0,
  };
  await saveRun(record, run);
  return run;
}

/** Records a run. */
export async function saveRun(record: RunRecord, run: CurrentRun): Promise<void> {
  await record.put(RUN, STEP, JSON.stringify(run));
}

/**
 * Ends a run that is done or abandoned: nothing of it is used any more. Its remains are removed now, or by the next run
 * where that fails.
 */
export async function endRun(ports: Pick<SealPorts, 'record' | 'arrivals'>, run: string): Promise<void> {
  const { record } = ports;
  await record.put(ENDED, run, '{}');
  await record.delete(RUN, STEP);
  await cleanUp(ports, run);
}

/** Removes the remains of ended runs, and the scratch of unknown runs. */
export async function cleanEnded(
  ports: Pick<SealPorts, 'record' | 'arrivals'>,
  current: string,
): Promise<void> {
  for (const run of (await ports.record.all(ENDED)).keys()) if (run !== current) await cleanUp(ports, run);
  const keys = (await ports.arrivals.list(SCRATCH_PREFIX))
    .map(({ key }) => key)
    .filter((key) => !key.startsWith(scratchFolder(current)));
  if (keys.length > 0) await ports.arrivals.delete(keys);
}

async function cleanUp(
  { record, arrivals }: Pick<SealPorts, 'record' | 'arrivals'>,
  run: string,
): Promise<void> {
  const keys = (await arrivals.list(scratchFolder(run))).map(({ key }) => key);
  if (keys.length > 0) await arrivals.delete(keys);
  await record.forget(run);
  await record.delete(ENDED, run);
}
