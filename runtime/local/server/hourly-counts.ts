/**
 * Counts of the collector that change at the full hour alone and show full hundreds: a counter that moved with each
 * event would tell whoever reads it every few seconds when somebody came. It may not know a site, or keep anything of
 * an event but its outcome and reason.
 */
import type { AnonymousEvent } from '#core/event/anonymous-event';

const HOUR_MS = 3_600_000;
const STEP = 100;

/** Bounds in seconds to which durations are rounded up, as Prometheus's own clients have them by default. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Infinity] as const;
const QUANTILES = [0.5, 0.9, 0.99] as const;

export interface ShownCount {
  readonly outcome: AnonymousEvent['outcome'];
  readonly reason: AnonymousEvent['reason'];
  /** Full hundreds since the server started, as of the last full hour. */
  readonly count: number;
}

export interface ShownQuantile {
  readonly quantile: number;
  readonly seconds: number;
}

export class HourlyCounts {
  readonly #events = new Map<string, { readonly key: Omit<ShownCount, 'count'>; count: number }>();
  #durations: number[] = BOUNDS.map(() => 0);
  #shownEvents: readonly ShownCount[] = [];
  #shownQuantiles: readonly ShownQuantile[] = [];
  #hour: number | undefined;

  /** Counts the rows of a request; a row can stand for several items. */
  note(rows: readonly AnonymousEvent[]): void {
    for (const { outcome, reason, items } of rows) {
      const name = reason ?? outcome;
      const entry = this.#events.get(name);
      if (entry === undefined) this.#events.set(name, { key: { outcome, reason }, count: items ?? 1 });
      else entry.count += items ?? 1;
    }
  }

  /** Counts a request that took so many seconds from its first byte to its answer. */
  noteDuration(seconds: number): void {
    const at = BOUNDS.findIndex((bound) => seconds <= bound);
    this.#durations[at] = (this.#durations[at] ?? 0) + 1;
  }

  /** Shows what was counted until the hour that has begun, where one has. Call it about once per second. */
  tick(now: number): void {
    const hour = Math.floor(now / HOUR_MS);
    const isNew = this.#hour !== undefined && hour !== this.#hour;
    this.#hour = hour;
    if (!isNew) return;
    this.#shownEvents = [...this.#events.values()].map(({ key, count }) => ({
      ...key,
      count: Math.floor(count / STEP) * STEP,
    }));
    this.#shownQuantiles = quantilesOf(this.#durations);
    this.#durations = BOUNDS.map(() => 0);
  }

  get events(): readonly ShownCount[] {
    return this.#shownEvents;
  }

  /** Quantiles of the durations of the last full hour; none where it had fewer than a hundred requests. */
  get quantiles(): readonly ShownQuantile[] {
    return this.#shownQuantiles;
  }
}

function quantilesOf(durations: readonly number[]): readonly ShownQuantile[] {
  const total = durations.reduce((sum, count) => sum + count, 0);
  if (total < STEP) return [];
  return QUANTILES.map((quantile) => {
    let below = 0;
    const at = durations.findIndex((count) => (below += count) >= quantile * total);
    return { quantile, seconds: BOUNDS[at] ?? Infinity };
  });
}
