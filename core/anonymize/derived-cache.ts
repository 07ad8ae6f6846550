/**
 * A cache of values derived on the current day. Its keys are keyed hashes of the day (visitor, user agent) and paths
 * that the scrubber leaves unchanged; its values are derived ones; it is emptied when the day changes. It may never
 * hold an address, a user agent, an unscrubbed path or a time.
 */
import type { Page } from './page.ts';
import type { Technology } from './technology.ts';

/** Properties derived from a user agent. */
export interface DerivedAgent extends Technology {
  readonly bot: boolean;
}

/** Properties derived from an address and a user agent. */
export interface DerivedVisitor extends DerivedAgent {
  /** ISO 3166-1 alpha-2, or `(unknown)`. */
  readonly country: string;
}

const MAX_VISITORS = 100_000;
const MAX_AGENTS = 10_000;
/** Maximum number of pages per site. */
const MAX_PAGES_PER_SITE = 10_000;
/** Maximum length in characters; longer pages are derived each time. */
const MAX_PAGE_LENGTH = 256;

export class DerivedCache {
  #day = '';
  #visitors = new Map<string, DerivedVisitor>();
  #agents = new Map<string, DerivedAgent>();
  #pages = new Map<string, Map<string, Page>>();

  /**
   * Returns the derived properties of a visitor of this day, by visitor key; a request for another day clears the
   * cache.
   */
  get(day: string, visitor: string): DerivedVisitor | undefined {
    this.#enter(day);
    return this.#visitors.get(visitor);
  }

  set(day: string, visitor: string, derived: DerivedVisitor): void {
    this.#enter(day);
    if (this.#visitors.size >= MAX_VISITORS) this.#visitors = new Map();
    this.#visitors.set(visitor, derived);
  }

  /** Returns the derived properties of a user agent, by its keyed hash of this day. */
  agent(day: string, hash: string): DerivedAgent | undefined {
    this.#enter(day);
    return this.#agents.get(hash);
  }

  setAgent(day: string, hash: string, derived: DerivedAgent): void {
    this.#enter(day);
    if (this.#agents.size >= MAX_AGENTS) this.#agents = new Map();
    this.#agents.set(hash, derived);
  }

  /** Returns a page of a site, by its path and query where these hold nothing that was scrubbed. */
  page(day: string, site: string, target: string): Page | undefined {
    this.#enter(day);
    return this.#pages.get(site)?.get(target);
  }

  /** Caches a page whose path and query may be written unchanged; any other is ignored. */
  setPage(day: string, site: string, target: string, page: Page): void {
    if (page.path !== target || target.length > MAX_PAGE_LENGTH) return;
    this.#enter(day);
    let pages = this.#pages.get(site);
    if (pages === undefined || pages.size >= MAX_PAGES_PER_SITE) {
      pages = new Map();
      this.#pages.set(site, pages);
    }
    pages.set(page.path, page);
  }

  /** Clears the cache; called when the day's salt is destroyed. */
  clear(): void {
    this.#day = '';
    this.#visitors = new Map();
    this.#agents = new Map();
    this.#pages = new Map();
  }

  #enter(day: string): void {
    if (day === this.#day) return;
    this.clear();
    this.#day = day;
  }
}
