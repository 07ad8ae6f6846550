/** What `headcount import` says on stderr beside its counts: what waits, what is missing, and what to do about it. */
import type { LineCounts } from '#core/import/line-counts';
import { spanOf } from '#core/import/take-back';
import type { ImportOutcome } from '#core/operator/import-request';
import { fillDays, LONGEST_FILLED_GAP } from '#core/seal/fill-days';
import { roughly } from '#core/seal/unlisted-views';
import type { CommandContext } from './context.ts';

/** Says everything that the counts alone do not tell. */
export function noteImport(context: CommandContext, outcome: ImportOutcome): void {
  const { counts } = outcome;
  if (counts.late > 0)
    context.note(
      `${counts.late} lines belong to days that are already sealed: they count as late and appear in no report`,
    );
  if (counts.waiting > 0)
    context.note(
      `${counts.waiting} lines wait for the next import of these logs, tomorrow or later: they are of today, which is not over; --today reads them now, for a trial`,
    );
  noteRobots(context, counts);
  noteAgain(context, outcome);
  noteEmptyDays(context, outcome);
  noteUnlisted(context, outcome);
}

/** Says how much lies on pages that are no public cells, while they can still be listed. */
function noteUnlisted(context: CommandContext, { unlisted }: ImportOutcome): void {
  if (unlisted > 0)
    context.note(
      `${unlisted === 1 ? '1 page view lies' : `some ${roughly(unlisted)} page views lie`} on pages that the site does not list: list them under published before you seal; later they have to pass the threshold`,
    );
}

/** Says which days within the logs have no line: whether they are sealed, and what to do where logs are missing. */
function noteEmptyDays(context: CommandContext, { read }: ImportOutcome): void {
  const { empty, gaps } = fillDays(read);
  if (empty.length > 0)
    context.note(
      `no line of ${spanOf(empty)}: sealed as days without visitors; if a log is missing, import it before you seal`,
    );
  for (const { from, to } of gaps)
    context.note(
      `no line from ${from} to ${to}, more than ${LONGEST_FILLED_GAP} days: these days are not sealed; import their logs if there are any`,
    );
}

/** Says what an import did not keep, and what it could not take back. */
function noteAgain(context: CommandContext, { takenBack, forgotten }: ImportOutcome): void {
  for (const { log, isRefused } of forgotten)
    if (isRefused)
      context.note(
        `${log === '-' ? 'standard input' : log}: nothing in it can be counted, so nothing of it is kept: check --format, --site and the site's hosts and exclude, and import it once more`,
      );
  if (takenBack === undefined) return;
  if (takenBack.logs.length === 0) context.note('nothing was imported of these logs before');
  if (takenBack.sealed.length > 0)
    context.note(
      `sealed days cannot be taken back (${takenBack.sealed.join(', ')}): their lines stay counted as they were, here as duplicates`,
    );
}

/** Says so where an import counted robots only, which is rarely what its user expects. */
function noteRobots(context: CommandContext, { accepted, without_address, bot }: LineCounts): void {
  if (bot > 0 && accepted + without_address === 0)
    context.note(
      `all ${bot} lines that count are of robots: does the server log the user agent as browsers send it?`,
    );
}
