/**
 * The rows of `seals` for some sites of one day: what was sealed, by which catalogue, and under which bounds. Writing
 * them is the commit of a seal, which is up to the caller.
 */
import type { Bounds, Fact } from '../facts/fact.ts';
import type { SqlRow } from '../ports/query-engine.ts';
import { UNKNOWN_SITE } from '../event/fields.ts';
import type { DayToSeal } from './plan-seals.ts';

/** The part of a configuration that the seal needs. */
export interface SealConfig {
  readonly timeZone: string;
  readonly bounds: Bounds;
  readonly retention: { readonly arrivalsDays: number; readonly factsDays: number };
  readonly sites: readonly {
    readonly id: string;
    readonly origins: readonly string[];
    readonly maxWorth: number;
    readonly keyFile?: string | undefined;
    readonly keyDigest?: string | undefined;
  }[];
}

/** The bound of worth, in cents, for a site that is no longer configured. */
const DEFAULT_WORTH_CENTS = 100_000;

/**
 * Returns the rows of `site_days`: every site except the unknown one has a `days` row, even where its figures are zero.
 */
export function buildSiteDays(
  config: Pick<SealConfig, 'sites'>,
  { day, sites }: DayToSeal,
): readonly { readonly site: string; readonly day: string; readonly worth_cents: number }[] {
  const worth = new Map(config.sites.map((site) => [site.id, site.maxWorth * 100]));
  return sites
    .filter((row) => row.site !== UNKNOWN_SITE)
    .map(({ site }) => ({ site, day, worth_cents: worth.get(site) ?? DEFAULT_WORTH_CENTS }));
}

export interface SealRowsInput {
  readonly config: Pick<SealConfig, 'timeZone' | 'bounds' | 'sites'>;
  readonly facts: readonly Pick<Fact, 'name'>[];
  /** The local day of the seal. */
  readonly today: string;
  readonly sealing: DayToSeal;
  /** Rows of queries/seal/recount.sql. */
  readonly recount: readonly SqlRow[];
  /** Digest of the names that each site listed. */
  readonly vocabularies: ReadonlyMap<string, string>;
  /** Rows of queries/seal/keyings.sql. */
  readonly keyings: readonly SqlRow[];
}

/** Returns rows with the columns of SEALS in core/facts/lake-columns.ts, and `breakdowns`. */
export function sealRows({ config, facts, today, sealing, recount, vocabularies, keyings }: SealRowsInput) {
  const worth = new Map(buildSiteDays(config, sealing).map((row) => [row.site, row.worth_cents]));
  return sealing.sites.map(({ site, live }) => {
    const counted = recount.find((row) => row['site'] === site) ?? {};
    return {
      site,
      period: sealing.day,
      time_zone: config.timeZone,
      catalogue: facts.map((fact) => fact.name).join(' '),
      live,
      sealed_on: today,
      received: Number(counted['received'] ?? 0),
      stored: Number(counted['stored'] ?? 0),
      without_visitor: Number(counted['without_visitor'] ?? 0),
      vocabulary: vocabularies.get(site) ?? null,
      ...Object.fromEntries(Object.entries(config.bounds).map(([name, value]) => [`bound_${name}`, value])),
      bound_worth_cents: worth.get(site) ?? 0,
      merged: null,
      keyings: Number(keyings.find((row) => row['site'] === site)?.['keyings'] ?? 0),
      breakdowns: true,
    };
  });
}
