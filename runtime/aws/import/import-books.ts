/**
 * Keeps the books of imports on AWS: counted logs, and the running import. `imports/ID.json` in the facts bucket is the
 * commit: with it the rows are there and their logs counted, without it they are rolled back.
 */
import { OperatorError } from '#core/operator-error';
import type { Objects } from '../lake/objects.ts';
import { readSeals } from '../lake/seals.ts';
import type { RunRecord } from '../steps/run-record.ts';
import type { CommittedImport } from './committed-import.ts';
import { removeReplaced } from './replaced-imports.ts';
import { IMPORT_RUN, runningImports, type RunningImport } from './running-imports.ts';

export interface ImportBooks {
  readonly facts: Objects;
  readonly arrivals: Objects;
  readonly record: RunRecord;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A file of rows, and its path below `arrivals/`. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: () => Uint8Array;
}

/** Thrown where another import of the site is registered as running. */
export class ImportUnderWayError extends OperatorError {
  override readonly name = 'ImportUnderWayError';
}

/** Thrown where a day was sealed while its lines were being judged as unsealed. */
export class DaySealedMeanwhileError extends OperatorError {
  override readonly name = 'DaySealedMeanwhileError';
}

const HOUR_MS = 3_600_000;
/** Inactivity after which an import is abandoned; its last activity is known to the hour only. */
const ABANDONED_AFTER_MS = 25 * HOUR_MS;
const committedKey = (id: string) => `imports/${id}.json`;

/** Reads the logs that are counted for a site. */
export async function readCountedLogs(
  { facts }: Pick<ImportBooks, 'facts'>,
  site: string,
): Promise<ReadonlySet<string>> {
  const logs = new Set<string>();
  for (const { key } of await facts.list('imports/')) {
    const committed = JSON.parse((await facts.text(key)) ?? '{"logs":[]}') as CommittedImport;
    if (committed.site === site) for (const log of committed.logs) logs.add(log);
  }
  return logs;
}

/**
 * Recovers interrupted imports: a committed one is completed, any other is rolled back. Throws an ImportUnderWayError
 * where one of the site was active in the last two hours.
 */
export async function recoverImports(books: ImportBooks, site: string): Promise<void> {
  for (const running of await runningImports(books.record)) {
    if (await forgetCommitted(books, running)) continue;
    const idle = books.now - Date.parse(`${running.activeAt}:00:00Z`);
    if (running.site === site && idle < 2 * HOUR_MS)
      throw new ImportUnderWayError(
        'another import of this site is under way, or was cut short less than two hours ago: wait for it',
      );
    if (running.site !== site && idle < ABANDONED_AFTER_MS) continue;
    await rollBack(books, running);
  }
}

/**
 * Abandons interrupted imports, on behalf of the seal: otherwise one that nobody runs again would hold back its days,
 * and with them live rows, until these are deleted because of their age.
 */
export async function abandonImports(books: ImportBooks): Promise<void> {
  for (const running of await runningImports(books.record)) {
    if (
      !(await forgetCommitted(books, running)) &&
      books.now - Date.parse(`${running.activeAt}:00:00Z`) >= ABANDONED_AFTER_MS
    )
      await rollBack(books, running);
  }
}

/** Completes and unregisters an import that is committed; returns whether it was. */
async function forgetCommitted(books: ImportBooks, { id }: RunningImport): Promise<boolean> {
  const text = await books.facts.text(committedKey(id));
  if (text === undefined) return false;
  await complete(books, id, JSON.parse(text) as CommittedImport);
  return true;
}

/** Removes what a committed import replaces, then unregisters it: until then its days are not sealed. */
async function complete(books: ImportBooks, id: string, committed: CommittedImport): Promise<void> {
  const { takesBack } = committed;
  if (takesBack !== undefined) await removeReplaced(books, committedKey(id), { ...committed, takesBack });
  await books.record.delete(IMPORT_RUN, id);
}

/**
 * Registers the import, writes its files, commits. Its days are not sealed meanwhile. `sealed` are the site's days that
 * were sealed when its lines were judged; throws a DaySealedMeanwhileError, with nothing written, where another was
 * sealed since.
 */
export async function commitImport(
  books: ImportBooks,
  id: string,
  committed: CommittedImport,
  files: readonly ImportFile[],
  sealed: readonly string[],
): Promise<void> {
  const { record, arrivals, facts } = books;
  const days = [...new Set([...committed.days, ...(committed.takesBack?.days ?? [])])].toSorted();
  const running: RunningImport = {
    id,
    site: committed.site,
    days,
    activeAt: new Date(books.now).toISOString().slice(0, 13),
  };
  await record.put(IMPORT_RUN, id, JSON.stringify(running));
  const knownSealed = new Set(sealed);
  const sealedSince = (await readSeals(facts))
    .filter((row) => row.site === committed.site && days.includes(row.period) && !knownSealed.has(row.period))
    .map((row) => row.period);
  if (sealedSince.length > 0) {
    await record.delete(IMPORT_RUN, id);
    throw new DaySealedMeanwhileError(
      `${sealedSince.join(', ')} was sealed while the logs were being read; nothing was imported: import them again, and their lines of that day count as late`,
    );
  }
  for (const { name, bytes } of files)
    await arrivals.put(`arrivals/${name}`, bytes(), 'application/vnd.apache.parquet');
  await facts.create(committedKey(id), JSON.stringify(committed));
  await complete(books, id, committed);
}

/** Rolls an import back. Rows are deleted before the registration: until then their days are not sealed. */
async function rollBack({ record, arrivals }: ImportBooks, { id }: RunningImport): Promise<void> {
  const keys = (await arrivals.list('arrivals/dt='))
    .map(({ key }) => key)
    .filter((key) => key.includes(`/import-${id}-`));
  if (keys.length > 0) await arrivals.delete(keys);
  await record.delete(IMPORT_RUN, id);
}
