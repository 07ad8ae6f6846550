/**
 * Publishes the released months and the released demand of a data directory, one process at a time; core/release
 * decides what is published.
 */
import type { CompiledConfig } from '#core/config/compile';
import { rulesBySite } from '#core/names/name-rules';
import { publishDemand } from '#core/release/publish-demand';
import { publishMonths as publishFrom } from '#core/release/publish-months';
import { monthFiles, type PublishedCatalogue } from '#runtime/node/publish/month-files';
import { digestNames } from '#runtime/node/publish/name-mark-digest';
import type { DataDir } from '../data-dir.ts';
import { isSimulated } from '../demo/demo-folder.ts';
import { waitForLock } from '../lock.ts';
import { localPageStore } from './local-page-store.ts';
import { localDecisions } from './name-decisions.ts';

/** Another run may be drawing a month or writing these same pages. */
const PATIENCE_MS = 60_000;

/**
 * Returns the pages written now, such as 2026-03/shop.html. Throws a LockHeldError where another run holds the lock for
 * a minute.
 */
export async function publishMonths(
  data: DataDir,
  config: CompiledConfig,
  sites: readonly string[],
  catalogue: PublishedCatalogue,
): Promise<readonly string[]> {
  const lock = await waitForLock(data, 'release', PATIENCE_MS);
  try {
    const store = localPageStore(data);
    const simulated = isSimulated(data);
    const namesOf = rulesBySite(config, await localDecisions(data).read());
    const { pages } = await publishFrom({
      store,
      config: config.source,
      sites: config.source.sites.filter(({ id }) => sites.includes(id)),
      namesOf: ({ id }) => namesOf(id),
      digest: digestNames,
      makeFiles: (month) => monthFiles(month, { ...catalogue, simulated }),
      makeIndex: async (months) =>
        await (await import('#render/html/released/index-page')).renderIndex(months, simulated),
    });
    await publishDemand(store, config.source.sites, simulated);
    return pages;
  } finally {
    lock.release();
  }
}
