/**
 * The files of releases: `releases/period=P/SITE.json` with everything that was drawn, and the same as rows in
 * `SITE.parquet` for SQL. An existing file is never rewritten.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { isStoredRelease, type StoredRelease } from '#core/disclosure/stored-release';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { replaceFile } from '../seal/replace-file.ts';
import { syncFolder } from '../sync-folder.ts';
import { readKeptFile } from './read-kept.ts';
import { writeReleaseRows } from './release-rows.ts';

const releasePath = (data: DataDir, site: string, period: string, ending: string) =>
  join(data.releases, `period=${period}`, `${site}.${ending}`);

/** Returns the file of a published release. */
export function releaseFile(data: DataDir, site: string, period: string): string {
  return releasePath(data, site, period, 'json');
}

/** Returns the file of a release's rows. */
export function releaseRowsFile(data: DataDir, site: string, period: string): string {
  return releasePath(data, site, period, 'parquet');
}

/** Reads a published release; undefined where there is none. */
export function readRelease(data: DataDir, site: string, period: string): StoredRelease | undefined {
  return readIfExists(releasePath(data, site, period, 'json'));
}

/**
 * Reads a release that was drawn but, because of a crash, not published. Throws a KeptFileError where there are rows
 * but neither a draft nor the release: no crash does that, so what was published is lost, and must not be drawn again.
 */
export function readDrawnRelease(data: DataDir, site: string, period: string): StoredRelease | undefined {
  const drawn = readIfExists(releasePath(data, site, period, 'drawn'));
  const json = releasePath(data, site, period, 'json');
  if (drawn === undefined && !existsSync(json) && existsSync(releasePath(data, site, period, 'parquet')))
    throw new KeptFileError(json);
  return drawn;
}

/** Reads every published release of a site, days and months, by period. */
export function readReleases(data: DataDir, site: string): readonly StoredRelease[] {
  return listReleasedPeriods(data, site)
    .map((period) => readRelease(data, site, period))
    .filter((release) => release !== undefined);
}

/** Reads the published monthly releases of a site, by month. */
export function readMonthlyReleases(data: DataDir, site: string): readonly StoredRelease[] {
  return listReleasedPeriods(data, site)
    .filter((period) => period.length === 7)
    .flatMap((period) => readRelease(data, site, period) ?? []);
}

/** Lists the published periods of a site, ascending. */
export function listReleasedPeriods(data: DataDir, site: string): readonly string[] {
  if (!existsSync(data.releases)) return [];
  return readdirSync(data.releases)
    .flatMap((name) => /^period=(\d{4}-\d{2}(?:-\d{2})?)$/.exec(name)?.[1] ?? [])
    .filter((period) => existsSync(releasePath(data, site, period, 'json')))
    .toSorted();
}

/** Stores a drawn release: once this returns, no crash can cause it to be drawn again. */
export function keepDrawnRelease(data: DataDir, release: StoredRelease): void {
  const file = releasePath(data, release.site, release.period, 'drawn');
  mkdirSync(dirname(file), { recursive: true });
  syncFolder(data.releases);
  replaceFile(file, JSON.stringify(release));
}

/** Publishes a stored draft: the rows first, then the release itself. Idempotent, also after a crash at any point. */
export async function publishDrawnRelease(db: DuckDb, data: DataDir, release: StoredRelease): Promise<void> {
  const { site, period } = release;
  await writeReleaseRows(db, release, releasePath(data, site, period, 'parquet'));
  renameSync(releasePath(data, site, period, 'drawn'), releasePath(data, site, period, 'json'));
  syncFolder(dirname(releasePath(data, site, period, 'json')));
}

/** Removes incomplete drafts that a crash left. */
export function sweepDrafts(data: DataDir): void {
  if (!existsSync(data.releases)) return;
  // Files beside the folders belong to others, such as a file manager.
  for (const folder of readdirSync(data.releases, { withFileTypes: true }).filter((dirent) =>
    dirent.isDirectory(),
  )) {
    for (const name of readdirSync(join(data.releases, folder.name)).filter((file) => file.endsWith('.tmp')))
      rmSync(join(data.releases, folder.name, name), { force: true });
  }
}

function readIfExists(file: string): StoredRelease | undefined {
  return existsSync(file) ? readKeptFile<StoredRelease>(file, isStoredRelease) : undefined;
}
