/**
 * The store of releases on AWS: objects of the facts bucket, and facts through the views. Callers hold the lease. It
 * may not decide what is released, nor draw.
 */
import type { Config } from '#core/config/schema';
import type { DuePeriod, SiteDays } from '#core/disclosure/due-releases';
import { namesOfMonth } from '#core/disclosure/listed-names';
import type { QueryEngine } from '#core/ports/query-engine';
import type { PeriodSeals, PeriodStore, ReleaseStore } from '#core/release/release-store';
import type { Catalogue } from '../lake/catalogue.ts';
import { readNames } from '../lake/kept-names.ts';
import type { Objects } from '../lake/objects.ts';
import { readSeals, type SealRow } from '../lake/seals.ts';
import { entryKey, readLedger, writeEntry } from './ledger.ts';
import { openDays, type DaysSource } from './open-days.ts';
import {
  keepDrawnRelease,
  publishDrawnRelease,
  listPublishedPeriods,
  readDrawnRelease,
  releaseKey,
} from './release-objects.ts';

export interface ReleasePlace extends DaysSource {
  readonly catalogue: Catalogue;
  /** Engine over the views. */
  readonly engine: QueryEngine;
  readonly databases: { readonly store: string };
  /** Remaining time of this invocation. */
  readonly remainingMs: () => number;
}

/** A month's release takes about forty queries. */
const MIN_TIME_MS = 240_000;

/** Opens the store of a deployment. */
export function awsReleaseStore(place: ReleasePlace, config: Config): ReleaseStore {
  const { facts, remainingMs } = place;
  return {
    siteDays: (sites, today) => readSiteDays(place, config, sites, today),
    readLedger: () => readLedger(facts),
    book: (entry) => writeEntry(facts, entry),
    entryName: entryKey,
    releaseName: releaseKey,
    hasTime: () => remainingMs() >= MIN_TIME_MS,
    open: async (due) => periodStore(place, due),
  };
}

async function readSiteDays(
  place: ReleasePlace,
  config: Config,
  sites: readonly string[],
  today: string,
): Promise<readonly SiteDays[]> {
  const stateOf = await openDays(place, config, today);
  const published = await listPublishedPeriods(place.facts);
  return sites.map((site) => {
    const { sealed, doubled, open } = stateOf(site);
    return {
      site,
      sealedDays: sealed,
      doubledDays: doubled,
      openDays: open,
      drawnPeriods: new Set(published.get(site) ?? []),
    };
  });
}

function periodStore(place: ReleasePlace, due: DuePeriod): PeriodStore {
  const { facts, catalogue, engine, databases } = place;
  const { site, period, from, to } = due;
  return {
    readDrawn: () => readDrawnRelease(facts, site, period),
    readSeals: () => readPeriodSeals(facts, due),
    readListedNames: async () => {
      const digest = namesOfMonth(await readSiteSeals(facts, site), site, from);
      return digest === undefined ? undefined : await readNames(facts, digest);
    },
    openFacts: async () => engine,
    readSealedDays: async () =>
      sealedWithin(await readSiteSeals(facts, site), from, to).map((row) => row.period),
    keep: (release) => keepDrawnRelease(facts, release),
    publish: (release) => publishDrawnRelease(facts, catalogue, databases.store, release),
    close: () => undefined,
  };
}

async function readPeriodSeals(facts: Objects, { site, from, to, days }: DuePeriod): Promise<PeriodSeals> {
  const rows = await readSiteSeals(facts, site);
  return {
    days: sealedWithin(rows, days[0] ?? from, days.at(-1) ?? to),
    merged: rows.flatMap((row) => (row.merged ?? '').split(' ')).filter((day) => day !== ''),
  };
}

async function readSiteSeals(facts: Objects, site: string): Promise<readonly SealRow[]> {
  return (await readSeals(facts)).filter((row) => row.site === site);
}

/** Returns the rows of days, without those of months. */
function sealedWithin(rows: readonly SealRow[], from: string, to: string): readonly SealRow[] {
  return rows.filter(({ period }) => period.length === 10 && period >= from && period <= to);
}
