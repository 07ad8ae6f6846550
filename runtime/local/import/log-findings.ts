/** Collects what the lines of one log show about it, and refuses a log that would be counted wrongly. */
import { addEvidence, NO_EVIDENCE, refusalOf, remarkOn, type LogEvidence } from '#core/import/log-evidence';
import { BrokenLogError } from './read-log.ts';

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
