/**
 * Where releases are kept: `releases/period=P/SITE.json` with all that was drawn, and the same as rows in
 * `SITE.parquet` for SQL. What is there is never written again. It may not draw.
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

/** The file of a published release. */
export function releaseFile(data: DataDir, site: string, period: string): string {
  return releasePath(data, site, period, 'json');
}

/** The file of its rows. */
export function releaseRowsFile(data: DataDir, site: string, period: string): string {
  return releasePath(data, site, period, 'parquet');
}

/** A release that is published; undefined where there is none. */
export function readRelease(data: DataDir, site: string, period: string): StoredRelease | undefined {
  return readIfExists(releasePath(data, site, period, 'json'));
}

/**
 * A release that was drawn and, by a crash, not published. Throws a KeptFileError where there are rows and neither it
 * nor the release: no crash does that, so what was published is lost, and must not be drawn anew.
 */
export function readDrawnRelease(data: DataDir, site: string, period: string): StoredRelease | undefined {
  const drawn = readIfExists(releasePath(data, site, period, 'drawn'));
  const json = releasePath(data, site, period, 'json');
  if (drawn === undefined && !existsSync(json) && existsSync(releasePath(data, site, period, 'parquet')))
    throw new KeptFileError(json);
  return drawn;
}

/** Every published release of a site, days and months, by period. */
export function readReleases(data: DataDir, site: string): readonly StoredRelease[] {
  return releasedPeriods(data, site)
    .map((period) => readRelease(data, site, period))
    .filter((release) => release !== undefined);
}

/** The periods of a site that are published, ascending. */
export function releasedPeriods(data: DataDir, site: string): readonly string[] {
  if (!existsSync(data.releases)) return [];
  return readdirSync(data.releases)
    .flatMap((name) => /^period=(\d{4}-\d{2}(?:-\d{2})?)$/.exec(name)?.[1] ?? [])
    .filter((period) => existsSync(releasePath(data, site, period, 'json')))
    .toSorted();
}

/** Keeps what was drawn: once this returns, no crash makes it be drawn again. */
export function keepDrawnRelease(data: DataDir, release: StoredRelease): void {
  const file = releasePath(data, release.site, release.period, 'drawn');
  mkdirSync(dirname(file), { recursive: true });
  syncFolder(data.releases);
  replaceFile(file, JSON.stringify(release));
}

/** Publishes what was kept: the rows first, then the release itself. Can be repeated after a crash anywhere. */
export async function publishDrawnRelease(db: DuckDb, data: DataDir, release: StoredRelease): Promise<void> {
  const { site, period } = release;
  await writeReleaseRows(db, release, releasePath(data, site, period, 'parquet'));
  renameSync(releasePath(data, site, period, 'drawn'), releasePath(data, site, period, 'json'));
  syncFolder(dirname(releasePath(data, site, period, 'json')));
}

/** Removes what a crash left of drafts that were never whole. */
export function sweepDrafts(data: DataDir): void {
  if (!existsSync(data.releases)) return;
  // Files beside the folders are somebody else's, such as a file manager's.
  for (const folder of readdirSync(data.releases, { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  )) {
    for (const name of readdirSync(join(data.releases, folder.name)).filter((one) => one.endsWith('.tmp')))
      rmSync(join(data.releases, folder.name, name), { force: true });
  }
}

function readIfExists(file: string): StoredRelease | undefined {
  return existsSync(file) ? readKeptFile<StoredRelease>(file, isStoredRelease) : undefined;
}
