/**
 * Runs one import, from logs to arrivals: skips what was counted before, reads the rest, commits chunk by chunk; or,
 * with `again`, replaces what was counted before in one commit. If it is killed at any point, the next import of the
 * same logs counts each line exactly once.
 */
import { randomBytes } from 'node:crypto';
import type { CompiledConfig, CompiledSite } from '#core/config/compile';
import type { FieldMap } from '#core/import/field-map';
import type { Format } from '#core/import/formats';
import type { TakenBack } from '#core/operator/import-request';
import type { DataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { ArrivalsWriter } from './arrivals-writer.ts';
import { CommitQueue } from './commit-queue.ts';
import { countedPrefixes } from './counted-prefixes.ts';
import { warnOfDoubledDays } from './doubled-days.ts';
import { finishImport } from './finish-import.ts';
import { ImportSalts } from './import-salts.ts';
import { hourOf, readImportStates, type ImportState } from './import-state.ts';
import { JudgePool, JUDGES } from './judge-pool.ts';
import { ledgerKey } from './ledger.ts';
import { addCounts, type LineCounts } from '#core/import/line-counts';
import type { LineComplaint } from './log-context.ts';
import { CHUNK_ROWS, LogImport } from './log-import.ts';
import { BrokenLogError } from './broken-log-error.ts';
import { findBroken, findForgotten } from './log-outcome.ts';
import { matchLogs } from './match-logs.ts';
import { sweepImports } from './sweep-imports.ts';
import {
  countedBefore,
  planTakeBack,
  type CountedBefore,
  type CountedPrefix,
  type Written,
} from '#core/import/take-back';

export interface ImportRequest {
  readonly data: DataDir;
  readonly config: CompiledConfig;
  readonly site: CompiledSite;
  /** Paths of files; `-` stands for standard input. */
  readonly logs: readonly string[];
  /** Those of them that a folder was named for. */
  readonly fromFolders?: ReadonlySet<string>;
  readonly format: Format | 'auto';
  /** Names of the fields of a JSON log. */
  readonly fields?: FieldMap | undefined;
  /** Replaces what earlier imports counted of these logs; standard input cannot be read twice for that. */
  readonly again?: boolean;
  /** Without `again`: how lines are counted that were counted before, where the caller takes that back. */
  readonly countedBefore?: ReadonlyMap<string, CountedBefore>;
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
  /** Logs that count as imported from now on; the others left nothing behind. */
  readonly kept: readonly { readonly log: string; readonly wrote: Written }[];
  /** Logs with lines of which nothing is kept. */
  readonly forgotten: readonly {
    readonly log: string;
    /** Whether lines were refused that another format or configuration would count; other logs have assets alone. */
    readonly isRefused: boolean;
  }[];
  /** What was replaced; undefined without `again`. */
  readonly takenBack?: TakenBack;
}

/** Imports logs into one site. The caller holds the lock `import`. */
export async function importLogs(request: ImportRequest): Promise<ImportResult> {
  const { data, site, now } = request;
  if (sweepImports(data, now()) > 0)
    request.note('an import that was interrupted more than 24 hours ago was discarded: it starts anew');
  const unfinished = readImportStates(data).find(
    (candidate) => candidate.state === 'running' && candidate.site === site.id,
  );
  if (unfinished !== undefined && request.again === true) finishImport(data, unfinished, now());
  const resumed = request.again === true ? undefined : unfinished;
  if (resumed !== undefined)
    request.note('an import of this site was interrupted: it goes on where it stopped');
  const states = readImportStates(data);
  const state = resumed ?? newState(site.id, now());
  const known = countedPrefixes(data, site.id, now(), states, state);
  const key = ledgerKey(data);
  const matched = request.again === true ? await matchLogs(request.logs, key, known) : [];
  const sealed = new Set(request.sealedDays);
  const takeBack = request.again === true ? planTakeBack(matched, sealed) : undefined;

  const salts = new ImportSalts({
    data,
    site: site.id,
    now,
    today: () => request.config.zone.day(now()),
    server: request.serverSalt,
  });
  const judges = new JudgePool(
    {
      config: request.config.source,
      site: site.id,
      // `(other)` is no path; it follows from the configuration, as the masks do.
      published: [...site.publishedPaths].filter((path) => path.startsWith('/')),
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
      warnOfDoubledDays({
        states,
        own: state,
        takeBack,
        isNewSalt: (day) => salts.isNew(day),
        note: request.note,
      }),
      takeBack,
    );
    const prefixes: CountedPrefix[] = takeBack === undefined ? [...known] : [];
    const shared = {
      ...request,
      key,
      chunkRows: request.chunkRows ?? CHUNK_ROWS,
      countedPrefixes: prefixes,
      queue,
      judges,
    };
    const logs: LogImport[] = [];
    for (const log of request.logs) {
      const counted = matched.find((entry) => entry.log === log);
      const logImport = new LogImport(
        log,
        shared,
        counted === undefined ? request.countedBefore?.get(log) : countedBefore(counted, sealed),
      );
      logs.push(logImport);
      await logImport.run();
      // The same log twice, as it was and compressed since, counts once.
      const { counted: whole } = logImport.outcome;
      if (whole !== undefined) prefixes.push({ length: whole.length, hmac: whole.hmac });
    }
    await judges.close();
    const broken = findBroken(
      logs.map(({ outcome }) => outcome),
      request,
    );
    if (takeBack !== undefined && broken.length > 0) {
      await queue.dropAll();
      salts.end(queue.sealed);
      throw new BrokenLogError(`${broken.join('; ')}: nothing was taken back and nothing imported`);
    }
    finishImport(data, await queue.finish(), now());
    salts.end(queue.sealed);
    const outcomes = logs.map(({ outcome }) => outcome);
    for (const { log, counts, broken: why } of outcomes)
      if (counts.lines === 0 && why === undefined) request.note(`${log}: it is empty`);
    return {
      counts: addCounts(outcomes.map(({ counts }) => counts)),
      days: [...queue.days].toSorted(),
      broken,
      kept: outcomes.filter(({ isKept }) => isKept).map(({ log, wrote }) => ({ log, wrote })),
      forgotten: findForgotten(outcomes),
      ...(takeBack === undefined
        ? {}
        : { takenBack: { days: takeBack.days, sealed: takeBack.sealed, logs: takeBack.known } }),
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
