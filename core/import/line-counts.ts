/** The outcomes of the lines of a log. The numbers add up: every line is in `lines` and in exactly one other count. */
import type { IgnoredReason } from './classify-request.ts';

export interface LineCounts {
  lines: number;
  accepted: number;
  /** Stored without a visitor, since their address could not be read; not among `accepted`. */
  without_address: number;
  /** Lines already counted by an earlier import. */
  duplicate: number;
  bot: number;
  opted_out: number;
  rejected: number;
  excluded: number;
  late: number;
  /** Lines of today, which the next day's import counts. */
  waiting: number;
  ignored: Partial<Record<IgnoredReason, number>>;
  unparseable: number;
}

/** Returns counts of zero lines. */
export function emptyCounts(): LineCounts {
  return {
    lines: 0,
    accepted: 0,
    without_address: 0,
    duplicate: 0,
    bot: 0,
    opted_out: 0,
    rejected: 0,
    excluded: 0,
    late: 0,
    waiting: 0,
    ignored: {},
    unparseable: 0,
  };
}

const COUNT_NAMES = [
  'lines',
  'accepted',
  'without_address',
  'duplicate',
  'bot',
  'opted_out',
  'rejected',
  'excluded',
  'late',
  'waiting',
  'unparseable',
] as const;

/** Returns the sum over several logs. */
export function addCounts(all: readonly LineCounts[]): LineCounts {
  const sum = emptyCounts();
  for (const counts of all) {
    // Counts that an older version wrote lack some of them.
    for (const name of COUNT_NAMES) sum[name] += (counts[name] as number | undefined) ?? 0;
    for (const [reason, count] of Object.entries(counts.ignored) as [IgnoredReason, number][])
      sum.ignored[reason] = (sum.ignored[reason] ?? 0) + count;
  }
  return sum;
}

/** Returns the counts of lines that an earlier import counted. */
export function countDuplicates(lines: number): LineCounts {
  return { ...emptyCounts(), lines, duplicate: lines };
}

/** Returns the counts of lines of which none is read. */
export function countUnparseable(lines: number): LineCounts {
  return { ...emptyCounts(), lines, unparseable: lines };
}

/** Returns an independent copy, for a total that is still growing. */
export function copyCounts(counts: LineCounts): LineCounts {
  return { ...counts, ignored: { ...counts.ignored } };
}

/** Returns the counts without the lines that wait: what is done with, and is not read again. */
export function countDone(counts: LineCounts): LineCounts {
  const { waiting } = counts;
  return { ...copyCounts(counts), lines: counts.lines - waiting, waiting: 0 };
}

/** Returns the counts of those lines alone that no import has counted yet. */
export function countNew(counts: LineCounts): LineCounts {
  const { accepted, without_address, bot, opted_out, rejected, excluded, late, waiting } = counts;
  const lines = accepted + without_address + bot + opted_out + rejected + excluded + late + waiting;
  return { ...counts, lines, duplicate: 0, ignored: {}, unparseable: 0 };
}

/** Returns the counts where every line that would be counted waits. */
export function countAllWaiting(counts: LineCounts): LineCounts {
  const { lines, duplicate, ignored, unparseable, rejected, excluded } = counts;
  const ignoredLines = Object.values(ignored).reduce((sum, count) => sum + count, 0);
  return {
    ...emptyCounts(),
    lines,
    duplicate,
    ignored,
    unparseable,
    rejected,
    excluded,
    waiting: lines - duplicate - unparseable - rejected - excluded - ignoredLines,
  };
}

/** Returns the lines that were counted as something, of which rows are kept: a robot too, but nothing refused. */
export function countKept(counts: LineCounts): number {
  return counts.accepted + counts.without_address + counts.bot + counts.opted_out + counts.late;
}

/** Whether some lines were refused: by a wrong format or configuration, or since they are no requests. */
export function hasRefused({ unparseable, rejected, excluded, ignored }: LineCounts): boolean {
  return unparseable + rejected + excluded + (ignored.request ?? 0) > 0;
}

/** Whether there are lines, and none of them is of the log's format. */
export function isUnreadable(counts: LineCounts): boolean {
  const { blank = 0, directive = 0 } = counts.ignored;
  return counts.unparseable > 0 && counts.unparseable + blank + directive === counts.lines;
}
