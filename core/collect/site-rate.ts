/** The bound of each site that has one: a token bucket a site, never an address. It may not know requests. */
import type { CompiledConfig } from '../config/compile.ts';

export class SiteRate {
  readonly #config: CompiledConfig;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #bounded: boolean;

  constructor(config: CompiledConfig) {
    this.#config = config;
    this.#bounded = config.source.sites.some((site) => site.eventsPerSecond !== undefined);
  }

  /**
   * Whether these items may be taken at instant `now` (ms); if one site has used up its second none is.
   * A bucket may go below zero once, so that a batch larger than a second's worth passes and is waited for.
   */
  take(items: readonly { readonly site: string }[], now: number): boolean {
    if (!this.#bounded) return true;
    const buckets = items.map(({ site }) => this.#bucket(site, now));
    if (buckets.some((bucket) => bucket !== undefined && bucket.tokens <= 0)) return false;
    for (const bucket of buckets) if (bucket !== undefined) bucket.tokens -= 1;
    return true;
  }

  #bucket(site: string, now: number): { tokens: number; at: number } | undefined {
    const rate = this.#config.site(site)?.eventsPerSecond;
    if (rate === undefined) return undefined;
    let bucket = this.#buckets.get(site);
    if (bucket === undefined) {
      bucket = { tokens: rate, at: now };
      this.#buckets.set(site, bucket);
    }
    bucket.tokens = Math.min(rate, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * rate);
    bucket.at = now;
    return bucket;
  }
}
