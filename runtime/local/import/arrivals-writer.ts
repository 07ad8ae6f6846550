/**
 * Rows of an import on their way to `arrivals/`: JSON lines, then Parquet, both under `.tmp` names no reader looks at,
 * sorted by event id and dated to its day, which a commit makes visible. It takes lines of AnonymousEvents only and
 * commits nothing itself.
 */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { JsonLines } from '#core/event/anonymous-event';
import { duckdbColumns } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import type { DataDir } from '#runtime/local/data-dir';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { syncFolder } from '#runtime/local/sync-folder';
import { makeFolder } from '#runtime/node/make-folder';

/** JSON's own columns: read_json takes the types from here and guesses nothing. */
const COLUMNS = `{${FIELDS.map((field) => `'${field.name}': '${duckdbColumns([field]).slice(field.name.length + 1)}'`).join(', ')}}`;

interface OpenFile {
  readonly handle: number;
  readonly path: string;
}

export class ArrivalsWriter {
  readonly #data: DataDir;
  readonly #db: DuckDb;
  readonly #id: string;
  #open = new Map<string, OpenFile>();
  #rows = 0;

  constructor(data: DataDir, db: DuckDb, id: string) {
    this.#data = data;
    this.#db = db;
    this.#id = id;
  }

  /** Rows since the last cut. */
  get rows(): number {
    return this.#rows;
  }

  /** Takes the lines of `count` rows for the partition `dt`. */
  add(dt: string, lines: JsonLines, count: number): void {
    let file = this.#open.get(dt);
    if (file === undefined) {
      makeFolder(join(this.#data.arrivals, `dt=${dt}`));
      // Beside its Parquet and not in scratch/, which a server starting meanwhile empties.
      const path = join(
        this.#data.arrivals,
        `dt=${dt}`,
        `import-${this.#id}-${randomBytes(4).toString('hex')}.rows.tmp`,
      );
      file = { handle: openSync(path, 'wx', 0o600), path };
      this.#open.set(dt, file);
    }
    for (let at = 0; at < lines.length;) at += writeSync(file.handle, lines, at);
    this.#rows += count;
  }

  /**
   * Ends a chunk: its files, relative to `arrivals/` and without `.tmp`, durable once the promise is kept. Writing may
   * go on.
   */
  cut(): Promise<readonly string[]> {
    const taken = [...this.#open];
    for (const [, file] of taken) closeSync(file.handle);
    this.#open = new Map();
    this.#rows = 0;
    return this.#convert(taken);
  }

  async #convert(taken: readonly (readonly [string, OpenFile])[]): Promise<readonly string[]> {
    const files: string[] = [];
    for (const [dt, { path }] of taken) {
      // A random end, so that names do not tell the order of chunks within an hour.
      const name = `dt=${dt}/import-${this.#id}-${randomBytes(4).toString('hex')}.parquet`;
      const target = `${join(this.#data.arrivals, name)}.tmp`;
      await this.#db.run(
        `copy (select * from read_json(${literal(path)}, format = 'newline_delimited', columns = ${COLUMNS}, maximum_object_size = 1048576) order by event_id) to ${literal(target)} (format parquet, compression zstd)`,
      );
      const midnight = Date.parse(`${dt}T00:00:00Z`) / 1000;
      utimesSync(target, midnight, midnight);
      chmodSync(target, 0o600);
      const handle = openSync(target, 'r');
      fsyncSync(handle);
      closeSync(handle);
      rmSync(path);
      files.push(name);
    }
    return files;
  }
}

const literal = (path: string) => `'${path.replaceAll("'", "''")}'`;

/** Takes files out of `.tmp`; those that were renamed before a crash are left. */
export function publish(data: DataDir, files: readonly string[]): void {
  const folders = new Set<string>();
  for (const name of files) {
    const at = join(data.arrivals, name);
    if (existsSync(`${at}.tmp`)) renameSync(`${at}.tmp`, at);
    folders.add(join(at, '..'));
  }
  for (const folder of folders) if (existsSync(folder)) syncFolder(folder);
}

/** Deletes what an uncommitted chunk wrote. */
export function unpublish(data: DataDir, files: readonly string[]): void {
  for (const name of files) rmSync(`${join(data.arrivals, name)}.tmp`, { force: true });
}

/** Deletes those files of imports in `arrivals/` that `gone` names. */
export function sweepArrivals(data: DataDir, gone: (id: string, temporary: boolean) => boolean): void {
  if (!existsSync(data.arrivals)) return;
  for (const partition of readdirSync(data.arrivals)) {
    if (!partition.startsWith('dt=')) continue;
    for (const name of readdirSync(join(data.arrivals, partition))) {
      const id = /^import-([0-9a-f]+)-[0-9a-f]+\.(?:parquet|rows)(\.tmp)?$/.exec(name);
      if (id?.[1] !== undefined && gone(id[1], id[2] !== undefined))
        rmSync(join(data.arrivals, partition, name), { force: true });
    }
  }
}
