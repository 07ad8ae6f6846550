/** Sends what is due: after each answer that made something due, and again after a growing pause where mails stayed. */
import { pauseAfter } from '#core/register/mail/retry-pauses';
import type { Mailer } from '#core/register/mail/send-due-mails';

const MINUTE_MS = 60_000;

/** An answer is written before this resolves, so that its time does not depend on the mails that follow. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export class MailLoop {
  readonly #mailer: Mailer;
  readonly #note: (text: string) => void;
  #work: Promise<void> = Promise.resolve();
  #isQueued = false;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(mailer: Mailer, note: (text: string) => void) {
    this.#mailer = mailer;
    this.#note = note;
  }

  /** Starts a round after the answer that is under way and the current round; several calls make one round. */
  wake(): void {
    if (this.#isQueued || this.#isClosed) return;
    this.#isQueued = true;
    this.#work = this.#work.then(nextTurn).then(() => this.#round());
  }

  /** Resolves when the rounds that were asked for are over. */
  settle(): Promise<void> {
    return this.#work;
  }

  /** Starts no more rounds; resolves when the current one is over. */
  close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    return this.#work;
  }

  async #round(): Promise<void> {
    this.#isQueued = false;
    clearTimeout(this.#timer);
    let left: number;
    try {
      const { refused, waiting } = await this.#mailer.round();
      left = refused + waiting;
    } catch {
      left = 1;
    }
    if (left === 0) this.#failures = 0;
    if (left === 0 || this.#isClosed) return;
    this.#failures++;
    const pauseMs = pauseAfter(this.#failures);
    const stay =
      left === 1 ? 'mail could not be handed over and stays' : 'mails could not be handed over and stay';
    this.#note(`${left} ${stay} due: trying again in ${pauseMs / MINUTE_MS} min`);
    this.#timer = setTimeout(() => this.wake(), pauseMs).unref();
  }
}
