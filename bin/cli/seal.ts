/** `headcount seal`: turns every complete day into counts. It may not count: runtime/local/seal does. */
import { totalmem } from 'node:os';
import { Option, type Command } from 'commander';
import { OUTCOMES } from '#core/event/outcomes';
import { Zone, addDays } from '#core/time/zone';
import { FACTS } from '#queries/facts/catalogue';
import { sweepIdleImports } from '#runtime/local/import/sweep-imports';
import { LockHeldError } from '#runtime/local/lock';
import { JournalBusyError } from '#runtime/local/seal/drain-journal';
import { LongSilenceError } from '#core/seal/long-silence';
import { MEND } from '#core/damage/damaged-file-error';
import { heldLine } from '#core/seal/held-back';
import { SealMismatchError } from '#core/seal/reconcile';
import { TimeZoneChangedError } from '#core/seal/time-zone-changed';
import { sealDays, type SealInput, type SealResult } from '#runtime/local/seal/seal-days';
import { loadSql } from '#runtime/node/package-root';
import { isAws, withTarget, type TargetOptions } from './aws/target.ts';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { dayWord } from './day-words.ts';
import { isNoRoom } from './no-room.ts';
import { CannotError, UsageError } from './failure.ts';
import { warnOfClock } from './warn-of-clock.ts';

export interface SealOptions extends SharedOptions, TargetOptions {
  readonly through?: string;
  readonly byClock?: boolean;
}

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--through <day>', 'last day to seal (default: the latest complete one)')
    .addOption(new Option('--by-clock', 'only sites that collect live, as the server does').hideHelp())
    .action(async (options: SealOptions) => {
      await (isAws(options) ? (await import('./aws/seal-on-aws.ts')).sealOnAws : seal)(
        options,
        openContext(options),
      );
    });
}

async function seal(options: SealOptions, context: CommandContext): Promise<void> {
  const today = new Zone(context.config.timeZone).day(Date.now());
  const through = lastDay(options.through, today);
  warnOfClock(context);
  // An import given up for 24 hours must not keep its salts, nor hold its days open.
  await sweepIdleImports(context.data, Date.now());
  const byClock = options.byClock === true;
  const result = await attempt(context, {
    through,
    today,
    byClock,
    // The server vouches for no later day than the one it asks for; a person's clock is taken at its word.
    agedOn: byClock ? addDays(through, 1) : today,
    unnamed: options.through === undefined,
  });
  tellSealed(context, result, through);
  tellHeldBack(result.held, options.byClock === true);
}

/** Throws a CannotError where something was held back: the rest is sealed by then. To the server, which goes on with what follows a seal, it is an alarm. */
function tellHeldBack(held: SealResult['held'], byClock: boolean): void {
  if (held.length === 0) return;
  const told = `held back ${held.map(heldLine).join('; ')}: ${MEND}; all other days are sealed`;
  if (!byClock) throw new CannotError(told);
  process.stderr.write(`headcount: ALARM: ${told}\n`);
}

/** What there is to tell of a run. */
export type SealTold = Pick<SealResult, 'days' | 'waiting' | 'late' | 'abandoned'> &
  Partial<Pick<SealResult, 'abandonedFiles'>>;

export function tellSealed(context: CommandContext, result: SealTold, through: string): void {
  for (const one of result.waiting)
    context.note(
      `headcount: ${one.site} ${one.day} is not sealed: an import that touches it is unfinished (run it again, or wait 24 hours)`,
    );
  if (result.late > 0)
    context.note(
      `headcount: ${result.late} items came after their day was sealed; they count as late in completeness only`,
    );
  // An alarm is not silenced by --quiet: counts are lost for good.
  if (result.abandoned > 0)
    process.stderr.write(
      `headcount: ALARM: ${result.abandoned} arrivals that nobody sealed were deleted after ${context.config.retention.arrivalsDays} days\n`,
    );
  if ((result.abandonedFiles ?? 0) > 0)
    process.stderr.write(
      `headcount: ALARM: ${result.abandonedFiles} files that could not be read were deleted after ${context.config.retention.arrivalsDays} days\n`,
    );
  if (context.json) context.print(JSON.stringify({ days: result.days.map(asJson) }));
  else if (result.days.length === 0) context.note(`headcount: nothing to seal through ${through}`);
  else for (const day of result.days) context.print(asLine(day));
}

async function attempt(
  context: CommandContext,
  when: Pick<SealInput, 'through' | 'today' | 'byClock' | 'agedOn' | 'unnamed'>,
): Promise<SealResult> {
  const memoryLimit =
    process.env['HEADCOUNT_SEAL_MEMORY'] ??
    `${Math.floor(Math.min(3 * 1024, totalmem() / 1024 / 1024 / 2))}MiB`;
  try {
    return await sealDays({
      ...when,
      data: context.data,
      config: context.config,
      facts: FACTS,
      loadSql,
      memoryLimit,
      onSealed: (day, done, of) => {
        if (process.stderr.isTTY) context.note(`sealed ${day} (${done} of ${of})`);
      },
    });
  } catch (error) {
    if (error instanceof LockHeldError)
      throw new CannotError(
        `another seal is running on ${context.data.root}${error.pid === undefined ? '' : ` (process ${error.pid})`}: wait for it`,
      );
    if (error instanceof JournalBusyError)
      throw new CannotError(`${error.message}: see its log, then seal again`);
    if (error instanceof TimeZoneChangedError) throw new UsageError(error.message);
    if (error instanceof LongSilenceError) throw new CannotError(error.message);
    if (error instanceof SealMismatchError)
      throw new CannotError(`the books do not balance, nothing was deleted: ${error.message}`);
    if (isNoRoom(error))
      throw new CannotError(
        'there is no room on the disk or in memory; everything is as it was: make room and seal again',
      );
    throw error;
  }
}

function lastDay(through: string | undefined, today: string): string {
  const latest = addDays(today, -1);
  if (through === undefined) return latest;
  if (dayWord('--through', through) > latest)
    throw new CannotError(`${through} is not over yet: the latest complete day is ${latest}`);
  return through;
}

type Sealed = SealResult['days'][number];

function asJson({ site, day, outcomes }: Sealed): Record<string, string | number> {
  const received = OUTCOMES.reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0);
  return {
    site,
    day,
    received,
    ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome, outcomes[outcome] ?? 0])),
  };
}

function asLine(sealed: Sealed): string {
  const { site, day, received, ...rest } = asJson(sealed);
  const parts = Object.entries(rest)
    .filter(([, items]) => Number(items) > 0)
    .map(([outcome, items]) => `${items} ${outcome.replaceAll('_', ' ')}`);
  return `${day} ${site}: ${received} received${parts.length === 0 ? '' : ` = ${parts.join(' + ')}`}`;
}
