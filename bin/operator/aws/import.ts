/**
 * Imports logs from a bucket into a deployment on AWS. The local import's own code judges the lines in a temporary
 * folder; the rows are then written to `arrivals/` under the day of their own time. Logs written today wait until
 * tomorrow: they may contain lines of today, whose salt only the collector may read. It may not keep a line.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportOutcome, ImportRequest } from '#core/operator/import-request';
import { importLogs } from '#runtime/local/import/import-logs';
import { emptyCounts } from '#core/import/line-counts';
import { dataDir } from '#runtime/local/data-dir';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import {
  commitImport,
  readCountedLogs,
  DaySealedMeanwhileError,
  ImportUnderWayError,
  recoverImports,
  type ImportBooks,
} from '#runtime/aws/import/import-books';
import { readSeals } from '#runtime/aws/lake/seals';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { inOwnFolder } from '#runtime/node/own-folder';
import type { CommandContext } from '../../cli/context.ts';
import { CannotError, UsageError } from '#core/operator/failures';
import type { Deployment } from './deployment.ts';
import { listObjects, type LogObject } from './log-objects.ts';
import { planReplaced } from './plan-replaced.ts';

export async function importObjects(
  context: CommandContext,
  deployment: Deployment,
  request: ImportRequest,
): Promise<ImportOutcome> {
  const { site } = request;
  const config = loadCompiledConfig(context.config, context.configFolder);
  const now = Date.now();
  const books: ImportBooks = {
    facts: deployment.facts,
    arrivals: deployment.arrivals,
    record: deployment.record,
    now,
  };
  await recover(books, site);
  const countedNames = request.again === true ? new Set() : await readCountedLogs(books, site);
  const logs = (await listObjects(deployment, request.logs)).filter((log) => !countedNames.has(log.name));
  const today = config.zone.day(now);
  const isTrial = request.today === true;
  const due = logs.filter((log) => isTrial || log.writtenMs < config.zone.startOfDay(today));
  if (isTrial)
    context.note(
      `--today is for a trial: lines of ${today} count under a salt of their own, since only the collector reads today's; the day is left out of every release where the collector or another import counts it too`,
    );
  if (due.length < logs.length)
    context.note(
      `${logs.length - due.length} logs were written today and may hold lines of today: they wait until tomorrow, since only the collector reads today's salt (--today reads them now, for a trial)`,
    );
  context.note(
    'logs do not record Sec-GPC or DNT, unless in JSON: objections of visitors cannot be honoured in an import',
  );
  return due.length === 0
    ? { counts: emptyCounts(), days: [], read: [], unlisted: 0, broken: [], forgotten: [] }
    : await importDueLogs(due, { books, config, site, today }, request, context);
}

/** Throws a UsageError for a place that is not an S3 address. */
export function checkAddresses(places: readonly string[]): void {
  const wrong = places.find((place) => !/^s3:\/\/[a-z0-9][a-z0-9.-]+(\/.*)?$/.test(place));
  if (wrong !== undefined)
    throw new UsageError(`${wrong}: with --target aws, logs are given as s3://bucket/prefix`);
}

async function recover(books: ImportBooks, site: string): Promise<void> {
  try {
    await recoverImports(books, site);
  } catch (error) {
    if (error instanceof ImportUnderWayError) throw new CannotError(error.message);
    throw error;
  }
}

interface ImportTarget {
  readonly books: ImportBooks;
  readonly config: ReturnType<typeof loadCompiledConfig>;
  readonly site: string;
  readonly today: string;
}

/** Keeps everything, logs and salts included, in a folder that goes with this process, however that ends. */
async function importDueLogs(
  logs: readonly LogObject[],
  { books, config, site, today }: ImportTarget,
  { format, fields, again, today: isTrial, onComplaint }: ImportRequest,
  context: CommandContext,
): Promise<ImportOutcome> {
  const compiled = config.site(site);
  if (compiled === undefined) throw new UsageError(`no site ${site}`);
  return await inOwnFolder('import', async (folder) => {
    const names = new Map<string, string>();
    mkdirSync(join(folder, 'logs'));
    for (const [index, log] of logs.entries()) {
      // Names of one length: none is the beginning of another.
      const file = join(folder, 'logs', String(index).padStart(9, '0'));
      writeFileSync(file, await log.bucket.bytes(log.key), { mode: 0o600 });
      names.set(file, log.name);
    }
    const withNames = (text: string) =>
      [...names].reduce((message, [file, name]) => message.replace(file, () => name), text);
    const data = dataDir(join(folder, 'data'));
    prepareDataDir(data);
    const sealed = (await readSeals(books.facts))
      .filter((row) => row.site === site && row.period.length === 10)
      .map((row) => row.period);
    const replaced = again === true ? await planReplaced(books.facts, site, names, sealed) : undefined;
    const result = await importLogs({
      ...(replaced === undefined ? {} : { countedBefore: replaced.countedBefore }),
      data,
      config,
      site: compiled,
      logs: [...names.keys()],
      format,
      fields,
      now: () => Date.now(),
      ...(isTrial === true ? {} : { serverSalt: () => undefined }),
      sealedDays: sealed,
      note: (text) => context.note(withNames(text)),
      complain: (complaint) => {
        onComplaint({ ...complaint, log: names.get(complaint.log) ?? complaint.log });
      },
      onProgress: () => undefined,
    });
    if (again === true && result.broken.length > 0)
      throw new CannotError(
        `${result.broken.map(withNames).join('; ')}: nothing was taken back and nothing imported`,
      );
    if (isTrial !== true && result.days.some((day) => day >= today))
      throw new CannotError(
        `a log that was written before ${today} holds lines of ${today}: check the clocks. Nothing was imported`,
      );
    const files = readdirSync(data.arrivals, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.parquet'),
    );
    const uncounted = new Set(
      result.forgotten.filter(({ isRefused }) => isRefused).map(({ log }) => names.get(log)),
    );
    const id = /import-([0-9a-f]+)-/.exec(files[0] ?? '')?.[1] ?? `0${String(books.now)}`;
    const arrivalFiles = files.map((name) => ({
      name: name.replaceAll('\\', '/'),
      bytes: () => readFileSync(join(data.arrivals, name)),
    }));
    await commitImport(
      books,
      id,
      {
        site,
        logs: logs.map((log) => log.name).filter((name) => !uncounted.has(name)),
        days: result.days,
        alsoRead: result.alsoRead,
        wrote: Object.fromEntries(result.kept.map(({ log, wrote }) => [names.get(log) ?? log, wrote])),
        ...(replaced === undefined ? {} : { takesBack: replaced.takesBack }),
      },
      arrivalFiles,
      sealed,
    ).catch((error: unknown) => {
      throw error instanceof DaySealedMeanwhileError ? new CannotError(error.message) : error;
    });
    return {
      ...result,
      ...(replaced === undefined ? {} : { takenBack: replaced.takenBack }),
      forgotten: result.forgotten.map((entry) => ({ ...entry, log: names.get(entry.log) ?? entry.log })),
      broken: result.broken.map(withNames),
    };
  });
}
