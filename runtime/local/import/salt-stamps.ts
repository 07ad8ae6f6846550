/**
 * When an import salt ends: beside `salts/import/DAY.SITE.salt` lies `DAY.SITE.json` with the times at which imports
 * used it, which are the operator's and no visitor's. It may not read a salt.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { DataDir } from '#runtime/local/data-dir';
import { syncFolder } from '#runtime/local/sync-folder';
import { makeFolder } from '#runtime/node/make-folder';
import { writeDurably } from './write-durably.ts';

/** Milliseconds since 1970. */
export interface SaltStamp {
  /** When the first import that used the salt began to use it. */
  readonly first: number;
  /** When the last import that used it ended, or began to use it. */
  readonly last: number;
}

const AFTER_LAST_MS = 24 * 3_600_000;
const AFTER_FIRST_MS = 72 * 3_600_000;
const CLOCK_SKEW_MS = 300_000;
const SALT_BYTES = 32;
const NAME = /^(\d{4}-\d{2}-\d{2})\.(.+)\.(?:salt|json)$/;
/** Folders of earlier versions, one per import: `salts/import-ID/`. */
const EARLIER = /^import-[0-9a-f]+$/;

const folder = (data: DataDir) => join(data.salts, 'import');
const stampFile = (data: DataDir, site: string, day: string) => join(folder(data), `${day}.${site}.json`);

/** Returns the file of the import salt of a site's day. */
export function importSaltFile(data: DataDir, site: string, day: string): string {
  return join(folder(data), `${day}.${site}.salt`);
}

/** Reads a stamp; undefined where there is none, or none that can be read: the salt then ends at once. */
export function readStamp(data: DataDir, site: string, day: string): SaltStamp | undefined {
  try {
    const { first, last } = JSON.parse(
      readFileSync(stampFile(data, site, day), 'utf8'),
    ) as Partial<SaltStamp>;
    return typeof first === 'number' && typeof last === 'number' ? { first, last } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a stamp; durable when it returns. */
export function writeStamp(data: DataDir, site: string, day: string, stamp: SaltStamp): void {
  makeFolder(folder(data), 0o700);
  writeDurably(stampFile(data, site, day), JSON.stringify(stamp));
}

/**
 * Whether a salt has ended at instant `now`. An import under way keeps it beyond the 24 hours, never beyond the 72. A
 * stamp of the future is one of a wrong clock: the salt could outlive its time by years.
 */
export function isExpired({ first, last }: SaltStamp, now: number, isInUse = false): boolean {
  return (
    Math.max(first, last) > now + CLOCK_SKEW_MS ||
    now > first + AFTER_FIRST_MS ||
    (!isInUse && now > last + AFTER_LAST_MS)
  );
}

/** A day of a site. */
export interface SiteDay {
  readonly site: string;
  readonly day: string;
}

/** Lists the site days that have an import salt, or part of one. */
export function listImportSalts(data: DataDir): readonly SiteDay[] {
  const names = existsSync(folder(data)) ? readdirSync(folder(data)) : [];
  const keys = new Set(names.flatMap((name) => NAME.exec(name)?.slice(1, 3).join(' ') ?? []));
  return [...keys].map((key) => ({ day: key.slice(0, 10), site: key.slice(11) }));
}

/** Destroys the import salt of a site's day: overwritten in place, then removed, then its stamp. */
export function destroySalt(data: DataDir, site: string, day: string): void {
  const files = [importSaltFile(data, site, day), stampFile(data, site, day)].filter((file) =>
    existsSync(file),
  );
  for (const file of files) destroy(file);
  if (files.length > 0) syncFolder(folder(data));
}

/** Destroys drafts that a crash left, and the salts that an earlier version kept for each import. */
export function destroyLeftovers(data: DataDir): void {
  if (existsSync(folder(data)))
    for (const name of readdirSync(folder(data)))
      if (name.endsWith('.tmp')) destroy(join(folder(data), name));
  for (const name of listEarlierFolders(data)) {
    for (const file of readdirSync(join(data.salts, name))) destroy(join(data.salts, name, file));
    rmSync(join(data.salts, name), { recursive: true, force: true });
    syncFolder(data.salts);
  }
}

/** Lists the folders of salts that an earlier version left. */
export function listEarlierFolders(data: DataDir): readonly string[] {
  return existsSync(data.salts) ? readdirSync(data.salts).filter((name) => EARLIER.test(name)) : [];
}

function destroy(file: string): void {
  try {
    const handle = openSync(file, 'r+');
    writeSync(handle, randomBytes(SALT_BYTES), 0, SALT_BYTES, 0);
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    /* a full or failing disk does not prevent unlinking */
  }
  rmSync(file, { force: true });
}
