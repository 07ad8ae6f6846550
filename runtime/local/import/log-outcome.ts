/** What became of one log of an import, and what the user is told about all of them. */
import { hasRefused, type LineCounts } from '#core/import/line-counts';
import type { CountedPrefix, Written } from '#core/import/take-back';

export interface LogOutcome {
  readonly log: string;
  readonly counts: LineCounts;
  /** What was written of the log. */
  readonly wrote: Written;
  /** Page views, of the lines judged now, on pages that the site does not list. */
  readonly unlisted: number;
  /** Whether the log counts as imported: rows of it are kept. */
  readonly isKept: boolean;
  /** The reason why the log could not be read to its end; undefined where it was. */
  readonly broken: string | undefined;
  /** Whether the file is no log of a known format at all. */
  readonly isNoLog: boolean;
  /** The beginning that counts as imported from now on, as a rule all of it; undefined where nothing does. */
  readonly counted: CountedPrefix | undefined;
}

/** Returns why logs are broken; of folders with logs in them, other files are only noted. */
export function findBroken(
  logs: readonly LogOutcome[],
  {
    fromFolders,
    note,
  }: { readonly fromFolders?: ReadonlySet<string>; readonly note: (text: string) => void },
): readonly string[] {
  const isPassedOver = (log: LogOutcome) => log.isNoLog && fromFolders?.has(log.log) === true;
  if (logs.every(isPassedOver)) return logs.flatMap((log) => log.broken ?? []);
  for (const log of logs.filter(isPassedOver)) note(`${log.broken ?? log.log}; passed over`);
  return logs.filter((log) => !isPassedOver(log)).flatMap((log) => log.broken ?? []);
}

/** Returns the logs with lines that left nothing behind, and whether that may be a fault of format or configuration. */
export function findForgotten(
  logs: readonly LogOutcome[],
): readonly { readonly log: string; readonly isRefused: boolean }[] {
  return logs
    .filter(({ isKept, counts }) => !isKept && counts.lines > 0)
    .map(({ log, broken, counts }) => ({ log, isRefused: broken !== undefined || hasRefused(counts) }));
}
