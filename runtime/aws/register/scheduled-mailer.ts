/**
 * Sends what is due each minute; after a round that left a mail behind the next ones are left out for a growing pause,
 * as on one machine. What it remembers is lost with the instance, which only makes it try sooner.
 */
import { pauseAfter } from '#core/register/mail/retry-pauses';
import type { Mailer, MailRound } from '#core/register/mail/send-due-mails';

export class ScheduledMailer {
  readonly #mailer: Mailer;
  readonly #now: () => number;
  #failures = 0;
  #next = 0;

  constructor(mailer: Mailer, now: () => number) {
    this.#mailer = mailer;
    this.#now = now;
  }

  /** Runs a round unless a pause lasts; undefined where one does. Rejects where the log cannot be read. */
  async tick(): Promise<MailRound | undefined> {
    return this.#now() < this.#next ? undefined : this.round();
  }

  /** Runs a round at once, as staff asks for. */
  async round(): Promise<MailRound> {
    const round = await this.#mailer.round();
    this.#failures = round.refused + round.waiting === 0 ? 0 : this.#failures + 1;
    // The schedule may come a little early.
    this.#next = this.#failures === 0 ? 0 : this.#now() + pauseAfter(this.#failures) - 5_000;
    return round;
  }
}
