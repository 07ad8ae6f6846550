/** The demand that usage releases: of each site the latest released month, and nothing but what was drawn. */
import { describe, expect, it } from 'vitest';
import { publishDemand, type DemandStore, type SiteTopics } from '#core/release/publish-demand';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { ReleasedDemand } from '#core/report/released-demand';
import { mergeDemand } from '#core/demand/merge-demand';
import { releasesOf, shop } from '../../support/releases-of.ts';

const SITE = shop();
const CONFIGURED: SiteTopics = {
  id: SITE.id,
  topics: ['Microscopes', 'Telescopes', 'Binoculars'].map((name) => ({ name, paths: ['/'] })),
};
const drawn = (month: string, visitorsPerDay: number, rest: object = {}) =>
  releasesOf({ site: SITE, month, visitorsPerDay, seed: 3, ...rest }).releases;

/** Publishes from these releases; returns the object. */
async function publish(
  releases: readonly StoredRelease[],
  sites = [CONFIGURED],
): Promise<ReleasedDemand | undefined> {
  let written: string | undefined;
  const opened: string[] = [];
  const store: DemandStore = {
    releasedPeriods: async (ids) =>
      new Map(
        ids.map((id) => [
          id,
          releases
            .filter(({ site }) => site === id)
            .map(({ period }) => period)
            .toSorted(),
        ]),
      ),
    readReleases: async (site, periods) => {
      opened.push(...periods);
      return releases.filter((release) => release.site === site && periods.includes(release.period));
    },
    writeDemand: async (json) => {
      written = json;
    },
  };
  await publishDemand(store, sites);
  expect(opened.every((period) => period.length === 7)).toBe(true);
  return written === undefined ? undefined : (JSON.parse(written) as ReleasedDemand);
}

describe('the released demand of usage', () => {
  it('is that of the latest released month, with the figures that were drawn', async () => {
    const demand = await publish([...drawn('2026-02', 900), ...drawn('2026-03', 900)]);
    expect(demand).toMatchObject({ version: 1, from: 'usage', sources: [{ of: 'shop', period: '2026-03' }] });
    const table = drawn('2026-03', 900)
      .find(({ period }) => period === '2026-03')
      ?.tables.find(({ name }) => name === 'topics');
    const noisy = Object.fromEntries(
      (table?.cells ?? []).map(({ keys, noisy: figures }) => [keys[0], figures['visitors']]),
    );
    for (const { topic, count, low, high } of demand?.sources[0]?.topics ?? []) {
      expect(count).toBe(noisy[topic]);
      expect(low).toBeLessThan(count);
      expect(high).toBeGreaterThan(count);
    }
    expect(mergeDemand({ usage: demand }).topics.map(({ topic, level }) => [topic, level])).toEqual([
      ['Microscopes', 5],
      ['Telescopes', 5],
      ['Binoculars', 4],
    ]);
  });

  it('holds no exact figure of the month', async () => {
    const { releases, exact } = releasesOf({ site: SITE, month: '2026-03', visitorsPerDay: 900, seed: 3 });
    const text = JSON.stringify(await publish(releases));
    const figures = (text.match(/\d+/g) ?? []).map(Number).filter((figure) => figure > 2026);
    expect(figures.length).toBeGreaterThan(5);
    expect(figures.filter((figure) => exact.includes(figure))).toEqual([]);
  });

  it('is not written where only days are released, or topics are left out or not configured', async () => {
    expect(await publish(drawn('2026-03', 900, { daysOnly: true }))).toBeUndefined();
    expect(await publish(drawn('2026-03', 900, { without: ['topics'] }))).toBeUndefined();
    expect(await publish(drawn('2026-03', 900), [{ ...CONFIGURED, topics: [] }])).toBeUndefined();
    expect(await publish([])).toBeUndefined();
  });

  it('leaves out topics that the configuration no longer has', async () => {
    const source = { ...CONFIGURED, topics: CONFIGURED.topics.slice(0, 1) };
    const demand = await publish(drawn('2026-03', 900), [source]);
    expect(demand?.sources[0]?.topics.map(({ topic }) => topic)).toEqual(['Microscopes']);
  });
});
