/**
 * Writes the demand for topics that usage has released, for `/v1/demand`: of each site the latest released month. It
 * opens releases only, and the same releases produce the same bytes.
 */
import type { SiteConfig } from '../config/schema.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import {
  DEMAND_VERSION,
  releasedTopics,
  type DemandSource,
  type ReleasedDemand,
} from '../report/released-demand.ts';
import type { PageStore } from './page-store.ts';

/** The released table of topics. */
const TOPICS = 'topics';

/** What it needs of the place of the monthly reports. */
export type DemandStore = Pick<PageStore, 'releasedPeriods' | 'readReleases' | 'writeDemand'>;

/** The parts of a site's configuration that say which topics it has. */
export type SiteTopics = Pick<SiteConfig, 'id' | 'topics'>;

/**
 * Writes the object anew from the releases of all these sites; nothing where none of them has released topics.
 * `simulated` marks the demand of simulated visitors.
 */
export async function publishDemand(
  store: DemandStore,
  sites: readonly SiteTopics[],
  simulated = false,
): Promise<void> {
  const released = await store.releasedPeriods(sites.map(({ id }) => id));
  const sources: DemandSource[] = [];
  for (const site of sites) {
    const month = (released.get(site.id) ?? []).findLast((period) => period.length === 7);
    const [release] = month === undefined ? [] : await store.readReleases(site.id, [month]);
    const source = release === undefined ? undefined : usageSource(release, site);
    if (source !== undefined) sources.push(source);
  }
  if (sources.length === 0) return;
  const demand: ReleasedDemand = {
    version: DEMAND_VERSION,
    from: 'usage',
    sources,
    ...(simulated ? { simulated } : {}),
  };
  await store.writeDemand(JSON.stringify(demand));
}

/** Topics that the site no longer has are left out, and so are the views of no topic; undefined without topics. */
function usageSource(
  { site, period, tables }: StoredRelease,
  { topics }: SiteTopics,
): DemandSource | undefined {
  const table = tables.find(({ name }) => name === TOPICS);
  if (table === undefined || topics.length === 0) return undefined;
  const names = new Set(topics.map(({ name }) => name));
  return {
    of: site,
    period,
    unit: 'visitor-days',
    topics: releasedTopics(table, (key) => (names.has(key) ? key : undefined)),
  };
}
