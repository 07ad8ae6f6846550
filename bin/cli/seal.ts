/** `headcount seal`: turns every complete day into counts. */
import { Option, type Command } from 'commander';
import { REMEDY } from '#core/damage/damaged-file-error';
import { OUTCOMES } from '#core/event/outcomes';
import { CannotError } from '#core/operator/failures';
import type { SealOutcome } from '#core/operator/seal-request';
import { describeHeldBack } from '#core/seal/held-back';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { parseDay } from './day-words.ts';
import { openOperator } from './open-operator.ts';
import { formatUnlisted, unlistedLines } from './seal-preview-lines.ts';
import { withTarget, type TargetOptions } from './target.ts';

interface SealOptions extends SharedOptions, TargetOptions {
  readonly through?: string;
  readonly byClock?: boolean;
  readonly dryRun?: boolean;
}

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--through <day>', 'last day to seal (default: the latest complete one)')
    .option('--dry-run', 'say what would be sealed, and how much lies on unlisted pages; change nothing')
    .addOption(new Option('--by-clock', 'only sites that collect live, as the server does').hideHelp())
    .action(seal);
}

async function seal(options: SealOptions): Promise<void> {
  const { through, byClock = false, dryRun = false } = options;
  const context = openContext(options);
  const operator = await openOperator(context, options);
  if (through !== undefined) parseDay('--through', through);
  const outcome = await operator.seal({
    byClock,
    ...(through === undefined ? {} : { through }),
    ...(dryRun ? { preview: true } : {}),
  });
  if (dryRun) {
    printPreview(context, outcome);
    return;
  }
  printOutcome(context, outcome);
  reportHeldBack(outcome.heldBack, byClock);
}

/**
 * Throws a CannotError if days were held back; all others are sealed by then. In the server's own run it only raises an
 * alarm, because releases follow the seal.
 */
function reportHeldBack(held: SealOutcome['heldBack'], byClock: boolean): void {
  if (held.length === 0) return;
  const message = `held back ${held.map(describeHeldBack).join('; ')}: ${REMEDY}; all other days are sealed`;
  if (!byClock) throw new CannotError(message);
  alarm(message);
}

/** Prints an alarm even with `--quiet`: counts are lost for good. */
function alarm(message: string): void {
  process.stderr.write(`headcount: ALARM: ${message}\n`);
}

/** Prints what would be sealed, and what stands in the way. */
function printPreview(context: CommandContext, outcome: SealOutcome): void {
  noteWaiting(context, outcome);
  for (const stretch of outcome.heldBack)
    context.note(`headcount: would be held back: ${describeHeldBack(stretch)}: ${REMEDY}`);
  const { days, unlisted = [], through } = outcome;
  if (context.json)
    context.print(
      JSON.stringify({ dry_run: true, days: days.map(formatJson), unlisted: formatUnlisted(unlisted) }),
    );
  else if (days.length === 0) context.note(`headcount: nothing to seal through ${through}`);
  else for (const line of [...days.map(formatLine), ...unlistedLines(outcome)]) context.print(line);
}

function noteWaiting(context: CommandContext, { waiting }: SealOutcome): void {
  for (const { site, day } of waiting)
    context.note(
      `headcount: ${site} ${day} is not sealed: an import that touches it is unfinished (run it again, or wait 24 hours)`,
    );
}

function printOutcome(context: CommandContext, outcome: SealOutcome): void {
  const { arrivalsDays } = context.config.retention;
  noteWaiting(context, outcome);
  if (outcome.late > 0)
    context.note(
      `headcount: ${outcome.late} items arrived after their day was sealed; they count as late, in completeness only`,
    );
  if (outcome.abandoned > 0)
    alarm(`${outcome.abandoned} arrivals that were never sealed were deleted after ${arrivalsDays} days`);
  if (outcome.abandonedFiles > 0)
    alarm(`${outcome.abandonedFiles} unreadable files were deleted after ${arrivalsDays} days`);
  if (context.json) context.print(JSON.stringify({ days: outcome.days.map(formatJson) }));
  else if (outcome.days.length === 0) context.note(`headcount: nothing to seal through ${outcome.through}`);
  else for (const day of outcome.days) context.print(formatLine(day));
}

type SealedDay = SealOutcome['days'][number];

function formatJson({ site, day, outcomes }: SealedDay): Record<string, string | number> {
  const received = OUTCOMES.reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0);
  return {
    site,
    day,
    received,
    ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome, outcomes[outcome] ?? 0])),
  };
}

function formatLine(sealed: SealedDay): string {
  const { site, day, received, ...rest } = formatJson(sealed);
  const parts = Object.entries(rest)
    .filter(([, items]) => Number(items) > 0)
    .map(([outcome, items]) => `${items} ${outcome.replaceAll('_', ' ')}`);
  return `${day} ${site}: ${received} received${parts.length === 0 ? '' : ` = ${parts.join(' + ')}`}`;
}
