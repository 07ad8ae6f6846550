/**
 * Runs one import, from logs to arrivals: skips what was counted before, reads the rest, commits chunk by chunk; or,
 * with `again`, replaces what was counted before in one commit. If it is killed at any point, the next import of the
 * same logs counts each line exactly once.
 */
import { randomBytes } from 'node:crypto';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { ArrivalsWriter } from './arrivals-writer.ts';
import { CommitQueue } from './commit-queue.ts';
import { countedPrefixes } from './counted-prefixes.ts';
import { warnOfDoubledDays } from './doubled-days.ts';
import { finishImport } from './finish-import.ts';
import { ImportSalts } from './import-salts.ts';
import { hourOf, readImportStates, type ImportState } from './import-state.ts';
import type { ImportRequest, ImportResult } from './import-run.ts';
import { JudgePool, JUDGES } from './judge-pool.ts';
import { ledgerKey } from './ledger.ts';
import { addCounts } from '#core/import/line-counts';
import { CHUNK_ROWS, LogImport } from './log-import.ts';
import { BrokenLogError } from './broken-log-error.ts';
import { findBroken, findForgotten, type LogOutcome } from './log-outcome.ts';
import { matchLogs } from './match-logs.ts';
import { sweepImports } from './sweep-imports.ts';
import { countedBefore, planTakeBack, type CountedPrefix } from '#core/import/take-back';

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
      waitsFrom: request.waitsFrom,
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
      if (whole !== undefined)
        prefixes.push({
          length: whole.length,
          hmac: whole.hmac,
          ...(whole.waiting === undefined ? {} : { waiting: whole.waiting }),
        });
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
    // The outcomes are complete once everything is committed.
    const committed = await queue.finish();
    const outcomes = logs.map(({ outcome }) => outcome);
    const forgotten = findForgotten(outcomes);
    const alsoRead = readDays(
      outcomes.filter(({ log }) => forgotten.some((entry) => entry.log === log && !entry.isRefused)),
    );
    finishImport(data, { ...committed, alsoRead }, now());
    salts.end(queue.sealed);
    for (const { log, counts, broken: why } of outcomes)
      if (counts.lines === 0 && why === undefined) request.note(`${log}: it is empty`);
    return {
      counts: addCounts(outcomes.map(({ counts }) => counts)),
      days: [...queue.days].toSorted(),
      broken,
      kept: outcomes.filter(({ isKept }) => isKept).map(({ log, wrote }) => ({ log, wrote })),
      forgotten,
      alsoRead,
      unlisted: outcomes.reduce((sum, log) => sum + (log.isKept ? log.unlisted : 0), 0),
      read: [...new Set([...alsoRead, ...readDays(outcomes.filter(({ isKept }) => isKept))])].toSorted(),
      ...(takeBack === undefined
        ? {}
        : { takenBack: { days: takeBack.days, sealed: takeBack.sealed, logs: takeBack.known } }),
    };
  } finally {
    await judges.close();
    await db.close();
  }
}

function readDays(logs: readonly LogOutcome[]): readonly string[] {
  return [...new Set(logs.flatMap(({ wrote: { read = [] } }) => read))].toSorted();
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
