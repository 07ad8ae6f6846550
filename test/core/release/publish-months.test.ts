/**
 * Publishing months over an in-memory store: the pages, the order in which their files are written, and when an index
 * is written.
 */
import { describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { ALL_NAMES } from '#core/report/released-names';
import type { Verdict } from '#core/names/name-decisions';
import { rulesBySite } from '#core/names/name-rules';
import { MARK, markIn } from '#core/release/name-mark';
import type { MonthPage, PageStore } from '#core/release/page-store';
import { publishMonths } from '#core/release/publish-months';
import { namedMonth, shopConfig } from '../names/named-month.ts';

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

describe('the names on published pages', () => {
  const MONTH = namedMonth({ pages: [['/mallory'], ['/about'], ['/new']] });

  /** Publishes over pages that are kept, and returns those that were written. */
  function publishing() {
    const pages = new Map<string, string>();
    const store: PageStore = {
      ...memoryStore(undefined).store,
      releasedPeriods: async () => new Map([['shop', ['2026-03']]]),
      readReleases: async (_site, periods) => periods.map(() => MONTH),
      listPages: async () => [...pages.keys()].map((name) => ({ site: 'shop', month: name.slice(0, 7) })),
      readPage: async ({ site, month }) => pages.get(`${month}/${site}.html`),
      writePage: async ({ site, month }, files) => {
        pages.set(`${month}/${site}.html`, String(files.at(-1)?.content));
      },
    };
    const run = async (verdicts: Readonly<Record<string, Verdict>>, config = shopConfig()) => {
      const decisions = Object.entries(verdicts).map(([name, verdict]) => ({
        site: 'shop',
        table: 'pages' as const,
        name,
        verdict,
      }));
      const namesOf = rulesBySite(config, [{ version: 1, on: '2026-04-01', decisions }]);
      const outcome = await publishMonths({
        store,
        config: config.source,
        sites: config.source.sites,
        namesOf: ({ id }) => namesOf(id),
        digest: (text) => Buffer.from(text).toString('hex'),
        makeFiles: async ({ mark }) => ({
          json: '',
          csv: '',
          parquet: new Uint8Array(),
          html: mark === '' ? '<html>' : `<html><meta name="${MARK}" content="${mark}">`,
        }),
        makeIndex: async () => '',
      });
      return outcome.pages;
    };
    return { run, pages };
  }

  it('are looked at in each run: a page is written again where others may be shown now, and only then', async () => {
    const { run } = publishing();
    const written = ['2026-03/shop.html'];
    expect(await run({})).toEqual(written);
    expect(await run({})).toEqual([]);
    expect(await run({ '/about': 'approved' })).toEqual(written);
    expect(await run({ '/about': 'approved' })).toEqual([]);
    expect(await run({ '/about': 'approved', '/new': 'refused' })).toEqual(written);
    // The same numbers of names, of which another one is shown.
    expect(await run({ '/mallory': 'approved', '/new': 'refused' })).toEqual(written);
    expect(await run({}, shopConfig({ published: ['/listed', '/about'] }))).toEqual(written);
    expect(await run({}, shopConfig({}, { names: 'all' }))).toEqual(written);
    expect(await run({}, shopConfig({}, { names: 'all' }))).toEqual([]);
  });

  it('are taken from a page of an earlier version, which had no mark, unless it may show them all', async () => {
    const { run, pages } = publishing();
    pages.set('2026-03/shop.html', '<html>with /mallory');
    expect(await run({}, shopConfig({}, { names: 'all' }))).toEqual([]);
    expect(await run({})).toEqual(['2026-03/shop.html']);
  });

  it('leave no trace in the mark where they are hidden: a guess cannot be confirmed from it', async () => {
    const { run, pages } = publishing();
    await run({});
    const mark = Buffer.from(markIn(pages.get('2026-03/shop.html') ?? ''), 'hex').toString();
    expect(mark).toContain('3');
    for (const name of ['mallory', 'about', 'new']) expect(mark).not.toContain(name);
    await run({ '/about': 'approved' });
    expect(Buffer.from(markIn(pages.get('2026-03/shop.html') ?? ''), 'hex').toString()).toContain('/about');
  });
});
