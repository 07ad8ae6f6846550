/**
 * The monthly reports kept for good below `reports/`, fit to be put on a public web server as they are: a folder a month,
 * an index. It opens releases alone; a page that is there is never written again.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { Config, SiteConfig } from '#core/config/schema';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import type { DataDir } from '#runtime/local/data-dir';
import { waitForLock } from '#runtime/local/lock';
import { readReleases } from '#runtime/local/release/release-files';
import { syncFolder } from '#runtime/local/sync-folder';
import { monthFiles } from '#runtime/node/publish/month-files';

/** Another run may be drawing a month or writing these very pages. */
const PATIENCE = 60_000;

/** Writes what is missing of every released month of these sites, then the index, one process at a time. Throws a LockHeldError where another goes on for a minute. Returns the pages written now, as 2026-03/shop.html. */
export async function publishMonths(
  data: DataDir,
  config: Config,
  sites: readonly SiteConfig[],
): Promise<readonly string[]> {
  const lock = await waitForLock(data, 'release', PATIENCE);
  try {
    return await publishMissing(data, config, sites);
  } finally {
    lock.release();
  }
}

async function publishMissing(
  data: DataDir,
  config: Config,
  sites: readonly SiteConfig[],
): Promise<readonly string[]> {
  const written: string[] = [];
  for (const site of sites) {
    const releases = readReleases(data, site.id);
    for (const month of releases.filter((release) => release.level === 'month')) {
      if (existsSync(join(data.reports, month.period, `${site.id}.html`))) continue;
      await publish(data, config, site, month, releases);
      written.push(`${month.period}/${site.id}.html`);
    }
  }
  if (written.length > 0 || existsSync(data.reports)) await writeIndex(data, config);
  return written;
}

async function publish(
  data: DataDir,
  config: Config,
  site: SiteConfig,
  month: StoredRelease,
  releases: readonly StoredRelease[],
): Promise<void> {
  const folder = join(data.reports, month.period);
  const files = await monthFiles(
    { site, timeZone: config.timeZone, month, releases },
    { reports: REPORTS, measures: RELEASED_TABLES },
  );
  mkdirSync(folder, { recursive: true });
  syncFolder(data.reports);
  write(join(folder, `${site.id}.json`), files.json);
  write(join(folder, `${site.id}.csv`), files.csv);
  write(
    join(folder, `${site.id}.parquet`),
    readFileSync(join(data.releases, `period=${month.period}`, `${site.id}.parquet`)),
  );
  // Last, since it stands for all of them.
  write(join(folder, `${site.id}.html`), files.html);
  syncFolder(folder);
}

async function writeIndex(data: DataDir, config: Config): Promise<void> {
  const { renderIndex } = await import('#runtime/node/render/html/released/index-page');
  const entries = readdirSync(data.reports)
    .filter((name) => /^\d{4}-\d{2}$/.test(name))
    .flatMap((month) =>
      readdirSync(join(data.reports, month))
        .filter((name) => name.endsWith('.html'))
        .map((name) => {
          const site = name.slice(0, -'.html'.length);
          return { site, name: config.sites.find((one) => one.id === site)?.name ?? site, month };
        }),
    );
  write(join(data.reports, 'index.html'), await renderIndex(entries));
}

function write(file: string, text: string | Buffer): void {
  writeFileSync(`${file}.tmp`, text, { flush: true });
  renameSync(`${file}.tmp`, file);
}
