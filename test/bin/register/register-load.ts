/** People who register, confirm and withdraw at once, again and again, and what was acknowledged to them. */
import { linkIn, register, type RegisterPlace } from '../../support/register-place.ts';

export class RegisterLoad {
  readonly registered = new Set<string>();
  readonly confirmed = new Set<string>();
  readonly withdrawn = new Set<string>();
  readonly #place: RegisterPlace;
  #people: Promise<void>[] = [];
  #isStopped = false;
  #count = 0;
  #waiting: (() => void)[] = [];

  constructor(place: RegisterPlace) {
    this.#place = place;
  }

  start(url: string, people: number): void {
    this.#isStopped = false;
    this.#people = Array.from({ length: people }, () => this.#person(url));
  }

  /** Resolves once so many more acts were acknowledged. */
  async acknowledges(acts: number): Promise<void> {
    const goal = this.#acknowledged + acts;
    while (this.#acknowledged < goal) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#people);
  }

  get #acknowledged(): number {
    return this.registered.size + this.confirmed.size + this.withdrawn.size;
  }

  async #person(url: string): Promise<void> {
    while (!this.#isStopped) {
      try {
        const number = this.#count++;
        const fields = { name: `Person ${number}`, email: `person${number}@example.org` };
        const submission = await register(url, { fields, purposes: ['information'] });
        this.#acknowledge(this.registered, submission);
        if (!(await this.#press(url, `-confirm-${submission}`, 'confirm'))) continue;
        this.#acknowledge(this.confirmed, submission);
        if (number % 2 === 0 && (await this.#press(url, `-welcome-${submission}`, 'withdraw')))
          this.#acknowledge(this.withdrawn, submission);
      } catch {
        // The server was killed meanwhile: nothing was acknowledged.
      }
    }
  }

  /** Waits for the mail and presses its button; false where the load ends before. */
  async #press(url: string, mail: string, act: string): Promise<boolean> {
    while (!this.#isStopped) {
      const [sent] = await this.#place.mails(mail);
      if (sent === undefined) {
        await new Promise((resolve) => {
          setTimeout(resolve, 10);
        });
        continue;
      }
      const answer = await fetch(new URL(new URL(linkIn(sent, act)).pathname, url), { method: 'POST' });
      if (answer.status !== 200) throw new Error(`${act}: ${answer.status}`);
      await answer.text();
      return true;
    }
    return false;
  }

  #acknowledge(of: Set<string>, submission: string): void {
    of.add(submission);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
