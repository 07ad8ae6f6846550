/** The store of monthly reports below `reports/` of the facts bucket. It may not open a fact. */
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { PageFile, PageStore } from '#core/release/page-store';
import { DEMAND_KEY } from '../env.ts';
import type { Objects } from '../lake/objects.ts';
import { listPublishedPeriods, readReleases } from '../release/release-objects.ts';

export interface PagePlace {
  readonly facts: Objects;
  readonly parquet: (release: StoredRelease) => Uint8Array;
  /** Remaining time of this invocation. */
  readonly remainingMs: () => number;
}

const PAGE = /^reports\/(\d{4}-\d{2})\/([^/]+)\.html$/;
const MIN_TIME_MS = 60_000;
const HTML = 'text/html; charset=utf-8';
const CONTENT_TYPE: Readonly<Record<PageFile['ending'], string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  html: HTML,
};

/** Opens the store of a deployment. */
export function awsPageStore({ facts, parquet, remainingMs }: PagePlace): PageStore {
  return {
    releasedPeriods: () => listPublishedPeriods(facts),
    readReleases: (site, periods) => readReleases(facts, site, periods),
    readRows: async (release) => parquet(release),
    listPages: async () => {
      const pages = (await facts.list('reports/')).flatMap(({ key }) => {
        const [, month, site] = PAGE.exec(key) ?? [];
        return month === undefined || site === undefined ? [] : [{ site, month }];
      });
      return pages.length === 0 ? undefined : pages;
    },
    writePage: async ({ site, month }, files) => {
      for (const { ending, content } of files)
        await facts.put(`reports/${month}/${site}.${ending}`, content, CONTENT_TYPE[ending]);
    },
    writeIndex: (html) => facts.put('reports/index.html', html, HTML),
    writeDemand: (json) => facts.put(DEMAND_KEY, json, 'application/json'),
    hasTime: () => remainingMs() >= MIN_TIME_MS,
  };
}
