/**
 * Bounds the bodies in progress and their total memory. Slow senders are refused; where memory is short, those that
 * hold much and send little go first.
 */

/** The reason for refusing a body. */
export type Refusal = 'too_slow' | 'too_busy';

export interface BodyLimits {
  /** Maximum total bytes of all bodies. */
  readonly maxBytes: number;
  /** Minimum mean rate over `windowTicks`; a slower body is refused. */
  readonly minBytesPerTick: number;
  readonly windowTicks: number;
}

/**
 * A tick is a second. Web servers require 500 bytes per second (Apache's mod_reqtimeout), here after 5 seconds of
 * grace.
 */
const LIMITS: BodyLimits = { maxBytes: 64 * 1024 * 1024, minBytesPerTick: 500, windowTicks: 5 };
/** Share of the memory that is freed at once, so that not every packet looks for a body to refuse. */
const FREED_SHARE = 1 / 8;

/** One body: its size and its rate. */
export interface WaitingBody {
  heldBytes: number;
  /** Bytes since the last tick. */
  freshBytes: number;
  /** Bytes per tick, for the last `windowTicks`; absent before the first tick, which most bodies never see. */
  window?: number[];
  /** Whether the whole body has arrived: it may hold memory, but is no longer slow. */
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

  /** Total bytes of all bodies. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Registers a body; `refuse` is called at most once, and never after `leave`. */
  enter(refuse: (why: Refusal) => void): WaitingBody {
    const body: WaitingBody = { heldBytes: 0, freshBytes: 0, complete: false, refuse };
    this.#bodies.add(body);
    return body;
  }

  /** Adds bytes of a body; frees memory where the total is too large, perhaps by refusing this body. */
  add(body: WaitingBody, bytes: number): void {
    body.heldBytes += bytes;
    body.freshBytes += bytes;
    this.#heldBytes += bytes;
    if (this.#heldBytes > this.#limits.maxBytes) this.#makeRoom();
  }

  /** Unregisters a body; idempotent. */
  leave(body: WaitingBody): void {
    if (this.#bodies.delete(body)) this.#heldBytes -= body.heldBytes;
  }

  /** Refuses slow bodies; call it every second. */
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

  /** Refuses the slowest incomplete body; returns false where there is none. */
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
   * Ranks bodies for refusal: the bytes held, times the ticks it would take to send them again at the current rate;
   * among equals the older one. A small or fast body never ranks highest.
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

/** Returns the bytes of the last tick and since; infinite for no body. */
function rate(body: WaitingBody | undefined): number {
  return body === undefined ? Number.POSITIVE_INFINITY : body.freshBytes + (body.window?.at(-1) ?? 0);
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
