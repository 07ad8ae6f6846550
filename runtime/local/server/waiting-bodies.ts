/**
 * The bodies that are under way, and the memory they hold together, as received. Who sends too slowly is refused; where
 * memory is short, whoever holds much and sends little is refused first. It may not know who sends.
 */

/** Why a body is not waited for any longer. */
export type Refusal = 'too_slow' | 'too_busy';

export interface BodyLimits {
  /** Bytes that all bodies may hold together. */
  readonly maxBytes: number;
  /** Mean over `windowTicks`, after which a body is refused as too slow. */
  readonly minBytesPerTick: number;
  readonly windowTicks: number;
}

/**
 * A tick is a second. 500 bytes a second are what web servers ask for (Apache's mod_reqtimeout), after 5 seconds of
 * grace.
 */
const LIMITS: BodyLimits = { maxBytes: 64 * 1024 * 1024, minBytesPerTick: 500, windowTicks: 5 };
/** Where memory is short so much of it is freed at once, so that not every packet looks for somebody to refuse. */
const FREED_SHARE = 1 / 8;

/** One body: what it holds and how it comes. */
export interface WaitingBody {
  heldBytes: number;
  /** Bytes since the last tick. */
  freshBytes: number;
  /** Bytes by tick, the last `windowTicks` of them; absent before the first tick, which most bodies never see. */
  window?: number[];
  /** Whether all of it has come: it may hold memory, but is no longer slow. */
  complete: boolean;
  readonly refuse: (why: Refusal) => void;
}

export class WaitingBodies {
  readonly #limits: BodyLimits;
  readonly #bodies = new Set<WaitingBody>();
  #heldBytes = 0;

  constructor(limits: BodyLimits = LIMITS) {
    this.#limits = limits;
  }

  /** Bytes that all of them hold. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** A body begins; `refuse` is called at most once, and never after `leave`. */
  enter(refuse: (why: Refusal) => void): WaitingBody {
    const body: WaitingBody = { heldBytes: 0, freshBytes: 0, complete: false, refuse };
    this.#bodies.add(body);
    return body;
  }

  /** Bytes of a body have come; makes room where that is too much, perhaps by refusing this one. */
  add(body: WaitingBody, bytes: number): void {
    body.heldBytes += bytes;
    body.freshBytes += bytes;
    this.#heldBytes += bytes;
    if (this.#heldBytes > this.#limits.maxBytes) this.#makeRoom();
  }

  /** The body holds nothing any more, or may no longer be refused; calling it again does nothing. */
  leave(body: WaitingBody): void {
    if (this.#bodies.delete(body)) this.#heldBytes -= body.heldBytes;
  }

  /** Refuses what came too slowly; to be called every second. */
  tick(): void {
    const { windowTicks, minBytesPerTick } = this.#limits;
    for (const body of this.#bodies) {
      const window = (body.window ??= []);
      window.push(body.freshBytes);
      body.freshBytes = 0;
      if (window.length > windowTicks) window.shift();
      if (!body.complete && window.length === windowTicks && sum(window) < windowTicks * minBytesPerTick)
        this.#refuse(body, 'too_slow');
    }
  }

  /** Refuses the slowest body that has not come whole; false where there is none. */
  refuseSlowest(): boolean {
    let slowest: WaitingBody | undefined;
    for (const body of this.#bodies)
      if (!body.complete && body.window !== undefined && !(rate(slowest) <= rate(body))) slowest = body;
    if (slowest !== undefined) this.#refuse(slowest, 'too_busy');
    return slowest !== undefined;
  }

  #makeRoom(): void {
    const enough = this.#limits.maxBytes * (1 - FREED_SHARE);
    const worst = [...this.#bodies].toSorted((one, other) => this.#waste(other) - this.#waste(one));
    for (const body of worst) {
      if (this.#heldBytes <= enough) return;
      this.#refuse(body, 'too_busy');
    }
  }

  /**
   * What a body holds, times the ticks it would take to send that again at its pace; of equals the older. A small or
   * quick one is never the worst.
   */
  #waste(body: WaitingBody): number {
    const ticks = 1 + (body.window?.length ?? 0);
    return (ticks * body.heldBytes ** 2) / (rate(body) + this.#limits.minBytesPerTick);
  }

  #refuse(body: WaitingBody, why: Refusal): void {
    this.leave(body);
    body.refuse(why);
  }
}

/** Bytes of the last tick and since; of no body more than any. */
function rate(body: WaitingBody | undefined): number {
  return body === undefined ? Number.POSITIVE_INFINITY : body.freshBytes + (body.window?.at(-1) ?? 0);
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
