/**
 * How fast requests may come: by site where the configuration says so, and together where they name no site that is
 * configured, which nobody else would bound. A token bucket each, never one per address. It may not know requests.
 */
import type { CompiledConfig } from '../config/compile.ts';
import type { AnonymousEvent } from '../event/anonymous-event.ts';
import { itemsOf } from '../event/fold-rows.ts';
import { SITE_TOO_FAST, UNKNOWN_TOO_FAST } from './answers.ts';
import { UNKNOWN_SITE } from '../event/fields.ts';
import type { Answer } from './raw-request.ts';

/** Requests per second of which nothing names a configured site: bodies that cannot be read, sites that are gone. */
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
   * The answer that refuses the rows of one request at instant `now` (ms); undefined where all may be written. If one
   * site has used up its second none is. A bucket may go below zero once, so that a batch larger than a second's worth
   * passes and is waited for. Beside a configured site what names none is not held against the request: its few rows
   * cost less than events that others could keep from being taken.
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
      return rate === undefined ? [] : [{ bucket: this.#bucket(row.site, rate, now), items: itemsOf(row) }];
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
