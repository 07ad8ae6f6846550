/** Imports log files on this machine: checks and locks, then leaves the lines to runtime/local/import. */
import { setFlagsFromString } from 'node:v8';
import type { CompiledConfig } from '#core/config/compile';
import { CannotError, UsageError } from '#core/operator/failures';
import type { ImportOutcome, ImportRequest } from '#core/operator/import-request';
import { firstLook } from '#runtime/local/import/first-look';
import { importLogs } from '#runtime/local/import/import-logs';
import { isReadOnce, listLogs, type ListedLogs } from '#runtime/local/import/list-logs';
import { openProgress } from '#runtime/local/import/progress';
import { sealedDays } from '#runtime/local/import/sealed-days';
import { LockHeldError, takeLock, type Lock } from '#runtime/local/lock';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { deleteEndedSalts, readOrCreateSalt } from '#runtime/local/salts/salt-files';
import { loadCompiledConfig } from '#runtime/node/load-config';
import type { LocalContext } from './local-context.ts';
import { processOf } from './process-of.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';
import { warnOfClock } from './warn-of-clock.ts';

export async function importFiles(context: LocalContext, request: ImportRequest): Promise<ImportOutcome> {
  const config = loadCompiledConfig(context.config, context.configFolder);
  const { logs, fromFolders } = findLogs(request);
  // Lines become garbage at once; on a big machine V8 would let it grow to hundreds of megabytes.
  setFlagsFromString('--heap-growing-percent=40');
  prepareDataDir(context.data);
  await refuseChangedZone(context);
  const lock = await lockImports(context);
  try {
    return await importAll(context, { ...request, logs, fromFolders }, config);
  } finally {
    lock.release();
  }
}

/** Returns the logs to be read. Throws for names that are not there, and for what --again cannot read twice. */
function findLogs({ logs, again }: ImportRequest): ListedLogs {
  if (logs.filter((log) => log === '-').length > 1)
    throw new UsageError('standard input (-) can be read only once');
  const listed = listLogs(logs);
  const readOnce = again === true ? listed.logs.find(isReadOnce) : undefined;
  if (readOnce !== undefined)
    throw new UsageError(
      `${readOnce === '-' ? 'standard input (-)' : readOnce} is read only once, and --again reads a log twice: write it to a file, and name that`,
    );
  return listed;
}

async function importAll(
  context: LocalContext,
  { logs, fromFolders, site: id, format, fields, again, today, onComplaint }: ImportRequest & ListedLogs,
  config: CompiledConfig,
): Promise<ImportOutcome> {
  const site = config.site(id);
  if (site === undefined) throw new UsageError(`no site ${id}`);
  const sealed = await sealedDays(context.data, id);
  for (const log of again === true ? [] : logs) await warnOfSealedDays(log, format, sealed, config, context);
  context.note(
    'logs do not record Sec-GPC or DNT, unless in JSON: objections of visitors cannot be honoured in an import',
  );
  if (today === true)
    context.note(
      "--today is for a trial: lines of today count under the collector's salt of today; those that come to the log " +
        'later count under another, and the day is then left out of every release',
    );
  const progress = openProgress(logs, !context.quiet && process.stderr.isTTY === true);
  try {
    warnOfClock(context);
    deleteEndedSalts(context.data, config.zone.day(Date.now()));
    return await importLogs({
      data: context.data,
      config,
      site,
      logs,
      fromFolders,
      format,
      fields,
      again: again === true,
      // Decided once: an import that runs past midnight does not count lines behind others that wait.
      waitsFrom: today === true ? undefined : config.zone.day(Date.now()),
      now: () => Date.now(),
      serverSalt: (day) => readSalt(context, day),
      sealedDays: sealed,
      note: context.note,
      complain: onComplaint,
      onProgress: progress.add,
    });
  } finally {
    progress.stop();
  }
}

async function lockImports(context: LocalContext): Promise<Lock> {
  try {
    return await takeLock(context.data, 'import');
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error;
    throw new CannotError(
      `another import${processOf(error)} works on ${context.data.root}: wait until it is done`,
    );
  }
}

function readSalt(context: LocalContext, day: string): Uint8Array | undefined {
  try {
    return readOrCreateSalt(context.data, day);
  } catch {
    context.note(`the salt of ${day} is not available: its lines are counted without visitors`);
    return undefined;
  }
}

async function warnOfSealedDays(
  log: string,
  format: ImportRequest['format'],
  sealed: readonly string[],
  { zone }: CompiledConfig,
  context: LocalContext,
): Promise<void> {
  if (sealed.length === 0 || isReadOnce(log)) return;
  const look = await firstLook(log, format).catch(() => undefined);
  if (look === undefined) return;
  const [first, last] = [zone.day(look.first), zone.day(look.last ?? look.first)];
  const late = sealed.filter((day) => day >= first && day <= last).toSorted();
  if (late.length > 0)
    context.note(
      `${log}: ${late.length === 1 ? `${late[0]} is` : `${late.length} days from ${late[0]} to ${late.at(-1)} are`} sealed already: lines that were not counted before will be late`,
    );
}
