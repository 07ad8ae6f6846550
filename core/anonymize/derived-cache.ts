/**
 * What was derived from a visitor's address and user agent, kept for the day so that it is derived once.
 * It is keyed by the visitor key alone (a keyed hash of the day), holds derived values only, and is emptied when the
 * day changes; it may never hold an address, a user agent or a time.
 */
import type { Technology } from './technology.ts';

export interface Derived extends Technology {
  readonly bot: boolean;
  /** ISO 3166-1 alpha-2, or `(unknown)`. */
  readonly country: string;
}

const MOST = 100_000;

export class DerivedCache {
  #day = '';
  #known = new Map<string, Derived>();

  /** What is known of a visitor of this day; asking for another day forgets everything. */
  get(day: string, visitor: string): Derived | undefined {
    if (day !== this.#day) {
      this.clear();
      this.#day = day;
    }
    return this.#known.get(visitor);
  }

  set(day: string, visitor: string, derived: Derived): void {
    if (day !== this.#day || this.#known.size >= MOST) this.clear();
    this.#day = day;
    this.#known.set(visitor, derived);
  }

  /** Forgets everything: called when the day's salt is destroyed. */
  clear(): void {
    this.#day = '';
    this.#known = new Map();
  }
}
