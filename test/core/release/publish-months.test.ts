/**
 * Publishing months over an in-memory store: the pages, the order in which their files are written, and when an index
 * is written.
 */
import { describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { ALL_NAMES } from '#core/report/released-names';
import type { MonthPage, PageStore } from '#core/release/page-store';
import { publishMonths } from '#core/release/publish-months';

const CONFIG = parseConfig(
  JSON.stringify({
    sites: [
      { id: 'a', name: 'Site A', hosts: ['a.example'] },
      { id: 'a-b', hosts: ['b.example'] },
    ],
  }),
);
const RELEASED = new Map([
  ['a', ['2026-02', '2026-03', '2026-03-01']],
  ['a-b', ['2026-03']],
]);

/** Records what is written; `pages` is the listing from before. */
function memoryStore(pages: readonly MonthPage[] | undefined, looks = Infinity) {
  const written: string[] = [];
  const demands: string[] = [];
  let left = looks;
  const store: PageStore = {
    releasedPeriods: async () => RELEASED,
    readReleases: async (site, periods) =>
      periods.map((period) => ({ site, period, tables: [] as unknown }) as StoredRelease),
    listPages: async () => pages,
    readPage: async () => '',
    writePage: async ({ site, month }, files) => {
      written.push(...files.map(({ ending }) => `${month}/${site}.${ending}`));
    },
    writeIndex: async (html) => {
      written.push(html);
    },
    writeDemand: async (json) => {
      demands.push(json);
    },
    hasTime: () => (left -= 1) >= 0,
  };
  return { store, written, demands };
}

async function publish(store: PageStore, month?: string) {
  return await publishMonths({
    store,
    config: CONFIG,
    sites: CONFIG.sites,
    namesOf: () => ALL_NAMES,
    digest: (text) => text,
    makeFiles: async () => ({ json: '', csv: '', parquet: new Uint8Array(), html: '' }),
    makeIndex: async (months) =>
      `index ${months.map(({ site, month: one, name }) => `${one} ${site} ${name}`).join(', ')}`,
    ...(month === undefined ? {} : { month }),
  });
}

describe('publishing months', () => {
  it('makes the pages of months that have none, the page itself after its other files, then the index of all', async () => {
    const { store, written } = memoryStore([{ site: 'a', month: '2026-02' }]);
    expect(await publish(store)).toEqual({ done: true, pages: ['2026-03/a.html', '2026-03/a-b.html'] });
    expect(written).toEqual([
      ...['json', 'csv', 'parquet', 'html'].map((ending) => `2026-03/a.${ending}`),
      ...['json', 'csv', 'parquet', 'html'].map((ending) => `2026-03/a-b.${ending}`),
      'index 2026-02 a Site A, 2026-03 a-b a-b, 2026-03 a Site A',
    ]);
  });

  it('makes a page again only where its month is named, and lists it once', async () => {
    const { store, written } = memoryStore([{ site: 'a', month: '2026-02' }]);
    expect((await publish(store, '2026-02')).pages).toEqual(['2026-02/a.html']);
    expect(written.at(-1)).toBe('index 2026-02 a Site A');
  });

  it('ends where time is up, with an index of the pages that exist', async () => {
    const { store, written } = memoryStore(undefined, 1);
    expect(await publish(store)).toEqual({ done: false, pages: ['2026-02/a.html'] });
    expect(written.at(-1)).toBe('index 2026-02 a Site A');
  });

  it('writes an index into an empty place, and none where there is no place', async () => {
    const empty = memoryStore([]);
    await publish(empty.store, '2025-01');
    expect(empty.written).toEqual(['index ']);
    const none = memoryStore(undefined);
    expect(await publish(none.store, '2025-01')).toEqual({ done: true, pages: [] });
    expect(none.written).toEqual([]);
  });
});
