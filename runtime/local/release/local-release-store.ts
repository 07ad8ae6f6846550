/**
 * The store of releases in a data directory. Callers hold the lock `release`. It may not decide what is released, nor
 * draw.
 */
import { join } from 'node:path';
import type { Config } from '#core/config/schema';
import type { SiteDays } from '#core/disclosure/due-releases';
import type { ReleaseStore } from '#core/release/release-store';
import type { DataDir } from '../data-dir.ts';
import { openDuckDb } from '../duckdb/open-duckdb.ts';
import { entryFile, readLedger, writeEntry } from './ledger.ts';
import { openPeriod } from './local-period-store.ts';
import { openDays } from './open-days.ts';
import { listReleasedPeriods, releaseFile } from './release-files.ts';

/** Opens the store of a data directory. */
export function localReleaseStore(data: DataDir, config: Config): ReleaseStore {
  return {
    siteDays: (sites, today) => readSiteDays(data, config, sites, today),
    readLedger: async () => readLedger(data),
    book: async (entry) => {
      writeEntry(data, entry);
    },
    entryName: (site, period) => entryFile(data, site, period),
    releaseName: (site, period) => releaseFile(data, site, period),
    // A process on one machine has no deadline.
    hasTime: () => true,
    open: (due) => openPeriod(data, due),
  };
}

async function readSiteDays(
  data: DataDir,
  config: Config,
  sites: readonly string[],
  today: string,
): Promise<readonly SiteDays[]> {
  const db = await openDuckDb({ memoryLimit: '512MB', scratch: join(data.scratch, 'release') });
  try {
    const stateOf = await openDays(db, data, config, today);
    return sites.map((site) => {
      const { sealed, doubled, open } = stateOf(site);
      return {
        site,
        sealedDays: sealed,
        doubledDays: doubled,
        openDays: open,
        drawnPeriods: new Set(listReleasedPeriods(data, site)),
      };
    });
  } finally {
    db.close();
  }
}
