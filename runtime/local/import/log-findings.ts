/** Collects what the lines of one log show about it, and refuses a log that would be counted wrongly. */
import { addEvidence, NO_EVIDENCE, refusalOf, remarkOn, type LogEvidence } from '#core/import/log-evidence';
import { countKept, isUnreadable, type LineCounts } from '#core/import/line-counts';
import { BrokenLogError } from './broken-log-error.ts';

export class LogFindings {
  #evidence: LogEvidence = NO_EVIDENCE;
  #isRefused = false;

  /** Whether `refuse` has thrown. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** What the user should know about the log; undefined where there is nothing. */
  get remark(): string | undefined {
    return this.#isRefused ? undefined : remarkOn(this.#evidence);
  }

  add(evidence: LogEvidence): void {
    this.#evidence = addEvidence(this.#evidence, evidence);
  }

  /** Throws a BrokenLogError where the log has to be refused, as far as it was read. */
  refuse(): void {
    const refusal = refusalOf(this.#evidence);
    if (refusal === undefined) return;
    this.#isRefused = true;
    throw new BrokenLogError(`${refusal}; nothing of it was stored`);
  }
}

/** Returns the sentence about a log that was not read as a whole, or of which nothing could be read. */
export function whyBroken(log: string, reason: string | undefined, counts: LineCounts): string | undefined {
  if (reason !== undefined)
    return `${log}: ${reason}${countKept(counts) > 0 ? ' (what was read before it is counted)' : ''}`;
  return isUnreadable(counts)
    ? `${log}: none of its ${counts.lines} lines can be read: is --format right?`
    : undefined;
}
