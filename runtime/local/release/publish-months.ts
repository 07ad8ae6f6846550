/**
 * Publishes the released months and the released demand of a data directory, one process at a time; core/release
 * decides what is published.
 */
import type { Config, SiteConfig } from '#core/config/schema';
import { publishDemand } from '#core/release/publish-demand';
import { publishMonths as publishFrom } from '#core/release/publish-months';
import { monthFiles, type PublishedCatalogue } from '#runtime/node/publish/month-files';
import type { DataDir } from '../data-dir.ts';
import { isSimulated } from '../demo/demo-folder.ts';
import { waitForLock } from '../lock.ts';
import { localPageStore } from './local-page-store.ts';

/** Another run may be drawing a month or writing these same pages. */
const PATIENCE_MS = 60_000;

/**
 * Returns the pages written now, such as 2026-03/shop.html. Throws a LockHeldError where another run holds the lock for
 * a minute.
 */
export async function publishMonths(
  data: DataDir,
  config: Config,
  sites: readonly SiteConfig[],
  catalogue: PublishedCatalogue,
): Promise<readonly string[]> {
  const lock = await waitForLock(data, 'release', PATIENCE_MS);
  try {
    const store = localPageStore(data);
    const simulated = isSimulated(data);
    const { pages } = await publishFrom({
      store,
      config,
      sites,
      makeFiles: (month) => monthFiles(month, { ...catalogue, simulated }),
      makeIndex: async (months) =>
        await (await import('#render/html/released/index-page')).renderIndex(months, simulated),
    });
    await publishDemand(store, config.sites, simulated);
    return pages;
  } finally {
    lock.release();
  }
}
