/**
 * Rate limits: one token bucket per site where the configuration sets a limit, and one for all requests that name no
 * configured site, which nothing else would bound. There is never a bucket per address.
 */
import type { CompiledConfig } from '../config/compile.ts';
import type { AnonymousEvent } from '../event/anonymous-event.ts';
import { countItems } from '../event/fold-rows.ts';
import { SITE_TOO_FAST, UNKNOWN_TOO_FAST } from './answers.ts';
import { UNKNOWN_SITE } from '../event/fields.ts';
import type { Answer } from './raw-request.ts';

/** Maximum requests per second that name no configured site: unreadable bodies, and sites that were removed. */
export const UNKNOWN_PER_SECOND = 50;

interface Bucket {
  tokens: number;
  refilledAtMs: number;
}

export class SiteRate {
  readonly #config: CompiledConfig;
  readonly #buckets = new Map<string, Bucket>();

  constructor(config: CompiledConfig) {
    this.#config = config;
  }

  /**
   * Returns the answer that refuses the rows of one request at instant `now` (ms); undefined where all may be written.
   * If one site has exhausted its bucket, no row is written. A bucket may go negative once, so that a batch larger than
   * one second's quota passes and later ones wait. Rows without a configured site do not count against a request that
   * also has a configured one: they cost less than refusing the others' events.
   */
  refusal(rows: readonly Pick<AnonymousEvent, 'site' | 'items'>[], now: number): Answer | undefined {
    const isUnknown = rows.length > 0 && rows.every(({ site }) => site === UNKNOWN_SITE);
    if (isUnknown) {
      const bucket = this.#bucket(UNKNOWN_SITE, UNKNOWN_PER_SECOND, now);
      if (bucket.tokens <= 0) return UNKNOWN_TOO_FAST;
      bucket.tokens -= 1;
      return undefined;
    }
    const charges = rows.flatMap((row) => {
      const rate = this.#config.site(row.site)?.eventsPerSecond;
      return rate === undefined
        ? []
        : [{ bucket: this.#bucket(row.site, rate, now), items: countItems(row) }];
    });
    if (charges.some(({ bucket }) => bucket.tokens <= 0)) return SITE_TOO_FAST;
    for (const { bucket, items } of charges) bucket.tokens -= items;
    return undefined;
  }

  #bucket(site: string, rate: number, now: number): Bucket {
    let bucket = this.#buckets.get(site);
    if (bucket === undefined) {
      bucket = { tokens: rate, refilledAtMs: now };
      this.#buckets.set(site, bucket);
    }
    bucket.tokens = Math.min(rate, bucket.tokens + (Math.max(0, now - bucket.refilledAtMs) / 1_000) * rate);
    bucket.refilledAtMs = now;
    return bucket;
  }
}
