/**
 * Runs one import, from logs to arrivals: skips what was counted before, reads the rest, commits chunk by chunk. If it
 * is killed at any point, the next import of the same logs counts each line exactly once.
 */
import { randomBytes } from 'node:crypto';
import type { CompiledConfig, CompiledSite } from '#core/config/compile';
import type { Format } from '#core/import/formats';
import type { DataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { ArrivalsWriter } from './arrivals-writer.ts';
import { CommitQueue } from './commit-queue.ts';
import { deleteImportSalts, ImportSalts } from './import-salts.ts';
import { hourOf, readImportStates, writeImportState, type ImportState } from './import-state.ts';
import { JudgePool, JUDGES } from './judge-pool.ts';
import type { CountedPrefix } from './known-prefix.ts';
import { ledgerKey, readLedger, writeLedger } from './ledger.ts';
import { addCounts, type LineCounts } from '#core/import/line-counts';
import { CHUNK_ROWS, LogImport, type LineComplaint } from './log-import.ts';
import { sweepImports } from './sweep-imports.ts';

export interface ImportRequest {
  readonly data: DataDir;
  readonly config: CompiledConfig;
  readonly site: CompiledSite;
  /** Paths of files; `-` stands for standard input. */
  readonly logs: readonly string[];
  readonly format: Format | 'auto';
  readonly now: () => number;
  /** Returns a copy of today's salt, which it shares with the server; undefined where it is unavailable. */
  readonly serverSalt: (day: string) => Uint8Array | undefined;
  /** Sealed local days of the site. */
  readonly sealedDays: readonly string[];
  /** Receives notices for the operator, one line each. */
  readonly note: (text: string) => void;
  readonly complain: (complaint: LineComplaint) => void;
  /** Maximum rows per chunk; CHUNK_ROWS by default. */
  readonly chunkRows?: number;
  /** DuckDB's memory limit in its own notation; 192MB by default. */
  readonly memoryLimit?: string;
  /** Threads that judge lines; JUDGES by default. */
  readonly judges?: number;
  readonly onProgress: (bytes: number, lines: number) => void;
}

export interface ImportResult {
  readonly counts: LineCounts;
  /** Local days of the rows written, in order. */
  readonly days: readonly string[];
  /** Logs that could not be read to their end, with the reason. */
  readonly broken: readonly string[];
}

/** Imports logs into one site. The caller holds the lock `import`. */
export async function importLogs(request: ImportRequest): Promise<ImportResult> {
  const { data, site, now } = request;
  if (sweepImports(data, now()) > 0)
    request.note('an import that was interrupted more than 24 hours ago was discarded: it starts anew');
  const states = readImportStates(data);
  const unfinished = states.find((candidate) => candidate.state === 'running' && candidate.site === site.id);
  if (unfinished !== undefined)
    request.note('an import of this site was interrupted: it goes on where it stopped');
  const state = unfinished ?? newState(site.id, now());
  const countedPrefixes: readonly CountedPrefix[] = [
    ...readLedger(data, utcDay(now())).filter((entry) => entry.site === site.id),
    ...state.logs,
  ];

  const salts = new ImportSalts(data, state.id, () => request.config.zone.day(now()), request.serverSalt);
  const judges = new JudgePool(
    {
      config: request.config.source,
      site: site.id,
      published: [...site.publishedPaths],
      countries: request.config.source.country === 'database',
      sealed: request.sealedDays,
      now: now(),
    },
    request.judges ?? JUDGES,
    (day) => salts.salt(day),
  );
  const db = await openDuckDb({
    memoryLimit: request.memoryLimit ?? '192MB',
    threads: 1,
    scratch: data.scratch,
  });
  try {
    const queue = new CommitQueue(
      data,
      db,
      new ArrivalsWriter(data, db, state.id),
      state,
      now,
      warnOfDoubledDays(states, state, request.note),
    );
    const shared = {
      ...request,
      key: ledgerKey(data),
      chunkRows: request.chunkRows ?? CHUNK_ROWS,
      countedPrefixes,
      queue,
      judges,
    };
    const logs: LogImport[] = [];
    for (const log of request.logs) {
      const logImport = new LogImport(log, shared);
      logs.push(logImport);
      await logImport.run();
    }
    await judges.close();
    const committed = await queue.finish();
    finish(data, committed, now());
    return {
      counts: addCounts(logs.map((log) => log.counts)),
      days: [...queue.days].toSorted(),
      broken: logs.flatMap((log) => log.broken ?? []),
    };
  } finally {
    await judges.close();
    await db.close();
  }
}

function newState(site: string, now: number): ImportState {
  return {
    id: randomBytes(8).toString('hex'),
    state: 'running',
    site,
    days: [],
    startedAt: hourOf(now),
    activeAt: hourOf(now),
    logs: [],
    publish: [],
  };
}

/**
 * Writes the ledger first, then `done`, then deletes the salts: after a crash in between, the next import repeats the
 * rest.
 */
function finish(data: DataDir, state: ImportState, now: number): void {
  writeLedger(
    data,
    utcDay(now),
    state.logs.map(({ length, hmac }) => ({ site: state.site, length, hmac, day: utcDay(now) })),
  );
  writeImportState(data, { ...state, state: 'done', activeAt: hourOf(now), logs: [], publish: [] });
  deleteImportSalts(data, state.id);
}

/** Warns once per day that another import has already covered. */
function warnOfDoubledDays(
  states: readonly ImportState[],
  own: ImportState,
  note: (text: string) => void,
): (day: string) => void {
  const before = new Set(
    states.filter((state) => state.site === own.site && state.id !== own.id).flatMap((state) => state.days),
  );
  return (day) => {
    if (before.has(day))
      note(`${day}: another import has already brought lines of this day; a visitor in both counts twice`);
  };
}

function utcDay(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
