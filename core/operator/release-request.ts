/** `headcount release`: what it asks for and what it gets. */
import type { NamedPeriod } from '../disclosure/due-releases.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';

export interface ReleaseRequest {
  readonly sites: readonly string[];
  /** One day or month, whether or not the clock has done with it; absent: all that is due. */
  readonly named?: NamedPeriod;
}

export interface ReleaseOutcome {
  /** Drawn or completed now. */
  readonly drawnPeriods: readonly { readonly site: string; readonly period: string }[];
  /** Why a release was refused, a sentence per release; nothing was drawn for it. */
  readonly refusals: readonly string[];
  /** Sites of which no day of the named period is sealed. */
  readonly emptySites: readonly string[];
  /** Per site, what is published. */
  readonly releases: ReadonlyMap<string, readonly StoredRelease[]>;
  /** Pages written now: paths or addresses. */
  readonly pages: readonly string[];
}
