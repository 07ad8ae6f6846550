/** The store of monthly reports below `reports/` of the facts bucket. It may not open a fact. */
import type { PageFile, PageStore } from '#core/release/page-store';
import { DEMAND_KEY } from '../env.ts';
import type { Objects } from '../lake/objects.ts';
import { listPublishedPeriods, readReleases } from '../release/release-objects.ts';

export interface PagePlace {
  readonly facts: Objects;
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
export function awsPageStore({ facts, remainingMs }: PagePlace): PageStore {
  return {
    releasedPeriods: () => listPublishedPeriods(facts),
    readReleases: (site, periods) => readReleases(facts, site, periods),
    listPages: async () => {
      const pages = (await facts.list('reports/')).flatMap(({ key }) => {
        const [, month, site] = PAGE.exec(key) ?? [];
        return month === undefined || site === undefined ? [] : [{ site, month }];
      });
      return pages.length === 0 ? undefined : pages;
    },
    readPage: ({ site, month }) => facts.text(`reports/${month}/${site}.html`),
    writePage: async ({ site, month }, files) => {
      for (const { ending, content } of files)
        await facts.put(`reports/${month}/${site}.${ending}`, content, CONTENT_TYPE[ending]);
    },
    writeIndex: (html) => facts.put('reports/index.html', html, HTML),
    writeDemand: (json) => facts.put(DEMAND_KEY, json, 'application/json'),
    hasTime: () => remainingMs() >= MIN_TIME_MS,
  };
}
