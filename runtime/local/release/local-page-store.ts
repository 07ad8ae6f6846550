/**
 * The store of monthly reports below `reports/` of a data directory. Callers hold the lock `release`. It may not open a
 * fact.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MonthPage, PageStore } from '#core/release/page-store';
import { DEMAND_OBJECT } from '#core/report/released-demand';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';
import { readRelease, listReleasedPeriods } from './release-files.ts';

/** Opens the store of a data directory. */
export function localPageStore(data: DataDir): PageStore {
  return {
    releasedPeriods: async (sites) => new Map(sites.map((site) => [site, listReleasedPeriods(data, site)])),
    readReleases: async (site, periods) => periods.flatMap((period) => readRelease(data, site, period) ?? []),
    listPages: async () => listPages(data),
    readPage: async ({ site, month }) => {
      const file = join(data.reports, month, `${site}.html`);
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    },
    writePage: async ({ site, month }, files) => {
      const folder = join(data.reports, month);
      mkdirSync(folder, { recursive: true });
      syncFolder(data.reports);
      for (const { ending, content } of files) write(join(folder, `${site}.${ending}`), content);
      syncFolder(folder);
    },
    writeIndex: async (html) => {
      write(join(data.reports, 'index.html'), html);
    },
    writeDemand: async (json) => {
      mkdirSync(data.reports, { recursive: true });
      write(join(data.reports, DEMAND_OBJECT), json);
      syncFolder(data.reports);
    },
    // A process on one machine has no deadline.
    hasTime: () => true,
  };
}

function listPages(data: DataDir): readonly MonthPage[] | undefined {
  if (!existsSync(data.reports)) return undefined;
  return readdirSync(data.reports)
    .filter((name) => /^\d{4}-\d{2}$/.test(name))
    .flatMap((month) =>
      readdirSync(join(data.reports, month))
        .filter((name) => name.endsWith('.html'))
        .map((name) => ({ site: name.slice(0, -'.html'.length), month })),
    );
}

function write(file: string, content: string | Uint8Array): void {
  writeFileSync(`${file}.tmp`, content, { flush: true });
  renameSync(`${file}.tmp`, file);
}
