/** `headcount import`: from the words of the command to an import and its figures. It may not read a line itself. */
import { existsSync, statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { InvalidArgumentError, type Command } from 'commander';
import { FORMATS, type Format } from '#core/import/formats';
import { Zone } from '#core/time/zone';
import { firstLook } from '#runtime/local/import/first-look';
import { importLogs, type ImportResult } from '#runtime/local/import/import-logs';
import type { LineComplaint } from '#runtime/local/import/log-import';
import { openProgress } from '#runtime/local/import/progress';
import { sealedDays } from '#runtime/local/import/sealed-days';
import { LockHeldError, takeLock, type Lock } from '#runtime/local/lock';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { deleteEndedSalts, readOrMakeSalt } from '#runtime/local/salts/salt-files';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { isAws, withTarget, type TargetOptions } from './aws/target.ts';
import {
  chooseSite,
  openContext,
  withSharedOptions,
  type CommandContext,
  type SharedOptions,
} from './context.ts';
import { CannotError, UsageError } from './failure.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';
import { warnOfClock } from './warn-of-clock.ts';

export interface ImportOptions extends SharedOptions, TargetOptions {
  readonly site?: string;
  readonly format: Format | 'auto';
}

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .argument(
      '<logs...>',
      'web-server logs, plain or gzip; - is standard input; with --target aws s3://bucket/prefix',
    )
    .option('--site <id>', 'site, where several are configured')
    .option('--format <format>', `auto, ${FORMATS.join(', ')}`, formatNamed, 'auto')
    .action(async (logs: string[], options: ImportOptions) => {
      await (isAws(options) ? (await import('./aws/import-on-aws.ts')).importOnAws : importCommand)(
        logs,
        options,
        openContext(options),
      );
    });
}

function formatNamed(word: string): Format | 'auto' {
  if (word === 'auto' || FORMATS.some((format) => format === word)) return word as Format | 'auto';
  throw new InvalidArgumentError(`formats are auto, ${FORMATS.join(', ')}`);
}

async function importCommand(
  logs: readonly string[],
  options: ImportOptions,
  context: CommandContext,
): Promise<void> {
  const { id } = chooseSite(context.config, options.site);
  const config = loadCompiledConfig(context.config, context.configFolder);
  const site = config.site(id);
  if (site === undefined) throw new UsageError(`no site ${id}`);
  if (logs.filter((log) => log === '-').length > 1)
    throw new UsageError('standard input (-) can be read once only');
  const missing = logs.find((log) => log !== '-' && (!existsSync(log) || statSync(log).isDirectory()));
  if (missing !== undefined) throw new CannotError(`${missing}: there is no such log file`);

  // Lines become garbage at once, and on a big machine V8 would let it pile up to hundreds of megabytes.
  setFlagsFromString('--heap-growing-percent=40');
  prepareDataDir(context.data);
  await refuseChangedZone(context);
  const lock = await importLock(context);
  try {
    const sealed = new Set(await sealedDays(context.data, id));
    for (const log of logs) await warnOfSealedDays(log, options.format, sealed, config.zone, context);
    context.note(
      'logs say nothing of Sec-GPC or DNT: objections of visitors cannot be honoured in an import',
    );
    const complaints = new Complaints(context);
    const progress = openProgress(logs, !context.quiet && process.stderr.isTTY === true);
    let result: ImportResult;
    try {
      warnOfClock(context);
      deleteEndedSalts(context.data, config.zone.day(Date.now()));
      result = await importLogs({
        data: context.data,
        config,
        site,
        logs,
        format: options.format,
        now: () => Date.now(),
        serverSalt: (day) => serverSalt(context, day),
        sealed: [...sealed],
        note: (text) => {
          context.note(text);
        },
        complain: (complaint) => {
          complaints.add(complaint);
        },
        onProgress: progress.add,
      });
    } finally {
      progress.stop();
    }
    complaints.sum();
    if (result.counts.late > 0)
      context.note(
        `${result.counts.late} lines belong to days that are sealed already: they count as late, and no report will show them`,
      );
    context.print(context.json ? JSON.stringify({ ...result.counts, days: result.days }) : inWords(result));
    if (result.broken.length > 0)
      throw new CannotError(`${result.broken.join('; ')} (what was read before it is counted)`);
  } finally {
    lock.release();
  }
}

async function importLock(context: CommandContext): Promise<Lock> {
  try {
    return await takeLock(context.data, 'import');
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error;
    throw new CannotError(
      `another import${error.pid === undefined ? '' : ` (process ${error.pid})`} works on ${context.data.root}: wait until it is done`,
    );
  }
}

function serverSalt(context: CommandContext, day: string): Uint8Array | undefined {
  try {
    return readOrMakeSalt(context.data, day);
  } catch {
    context.note(`the salt of ${day} cannot be had: its lines are counted without visitors`);
    return undefined;
  }
}

async function warnOfSealedDays(
  log: string,
  format: Format | 'auto',
  sealed: ReadonlySet<string>,
  zone: Zone,
  context: CommandContext,
): Promise<void> {
  if (log === '-' || sealed.size === 0) return;
  const look = await firstLook(log, format).catch(() => undefined);
  if (look === undefined) return;
  const [first, last] = [zone.day(look.first), zone.day(look.last ?? look.first)];
  const late = [...sealed].filter((day) => day >= first && day <= last).toSorted();
  if (late.length > 0)
    context.note(
      `${log}: ${late.length === 1 ? `${late[0]} is` : `${late.length} days from ${late[0]} to ${late.at(-1)} are`} sealed already: lines of sealed days will count as late`,
    );
}

/** The first unparseable lines by number and reason, and how many more there are. */
export class Complaints {
  readonly #context: CommandContext;
  #count = 0;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  add({ log, line, reason }: LineComplaint): void {
    this.#count += 1;
    if (this.#count <= 20)
      this.#context.note(`${log === '-' ? 'standard input' : log}: line ${line}: ${reason}`);
  }

  sum(): void {
    if (this.#count > 20) this.#context.note(`... and ${this.#count - 20} more lines that cannot be read`);
  }
}

/** The figures of an import for people. */
export function inWords({ counts, days }: Pick<ImportResult, 'counts' | 'days'>): string {
  const ignored = Object.entries(counts.ignored).map(([why, count]) => `${why} ${count}`);
  const rows = [
    ['lines', counts.lines],
    ['accepted', counts.accepted],
    ['duplicate', counts.duplicate],
    ['bot', counts.bot],
    ['opted out', counts.opted_out],
    ['rejected', counts.rejected],
    ['excluded', counts.excluded],
    ['late', counts.late],
    ['unparseable', counts.unparseable],
  ] as const;
  return [
    ...rows.map(([name, count]) => `${name.padEnd(12)}${String(count).padStart(12)}`),
    `ignored      ${ignored.length === 0 ? 'none' : ignored.join(', ')}`,
    days.length === 0
      ? 'no day was touched'
      : `days         ${days[0]} to ${days.at(-1)} (${days.length}); make reports of them with: headcount seal`,
  ].join('\n');
}
