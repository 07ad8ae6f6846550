/** Request and outcome of `headcount release`. */
import type { NamedPeriod } from '../disclosure/due-releases.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';

export interface ReleaseRequest {
  readonly sites: readonly string[];
  /** One day or month, even if the clock could still seal days of it; absent: everything that is due. */
  readonly named?: NamedPeriod;
}

export interface ReleaseOutcome {
  /** Releases that this run drew, or drew earlier and completed now. */
  readonly drawnPeriods: readonly { readonly site: string; readonly period: string }[];
  /** One sentence per refused release, for which nothing was drawn. */
  readonly refusals: readonly string[];
  /** Sites without a sealed day in the named period. */
  readonly emptySites: readonly string[];
  /** Sites with sealed days there (or at all), each of which is left out since two salts made its visitors. */
  readonly doubledSites: readonly string[];
  /** Published releases by site. */
  readonly releases: ReadonlyMap<string, readonly StoredRelease[]>;
  /** Number of names of these sites that wait for approval. */
  readonly namesWaiting: number;
  /** Paths or addresses of the pages that this run wrote. */
  readonly pages: readonly string[];
}
