/**
 * Writes the rows of an import into `arrivals/`: first as JSON lines, then as Parquet, both under `.tmp` names that no
 * reader looks at. Files are sorted by event id and dated to their day; a commit makes them visible.
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
import { formatDuckdbColumns } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import type { DataDir } from '#runtime/local/data-dir';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { syncFolder } from '#runtime/local/sync-folder';
import { makeFolder } from '#runtime/node/make-folder';

/** Explicit column types, so that read_json infers nothing. */
const COLUMNS = `{${FIELDS.map((field) => `'${field.name}': '${formatDuckdbColumns([field]).slice(field.name.length + 1)}'`).join(', ')}}`;

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

  /** Rows written since the last cut. */
  get rows(): number {
    return this.#rows;
  }

  /** Appends the lines of `count` rows to the partition `dt`. */
  add(dt: string, lines: JsonLines, count: number): void {
    let file = this.#open.get(dt);
    if (file === undefined) {
      makeFolder(join(this.#data.arrivals, `dt=${dt}`));
      // Next to its Parquet file rather than in scratch/, which a starting server empties.
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
   * Ends a chunk. Resolves with its files, relative to `arrivals/` and without `.tmp`, once they are durable. Further
   * rows may be added meanwhile.
   */
  cut(): Promise<readonly string[]> {
    const closed = [...this.#open];
    for (const [, file] of closed) closeSync(file.handle);
    this.#open = new Map();
    this.#rows = 0;
    return this.#convert(closed);
  }

  async #convert(closed: readonly (readonly [string, OpenFile])[]): Promise<readonly string[]> {
    const files: string[] = [];
    for (const [dt, { path }] of closed) {
      // A random suffix, so that names do not reveal the order of chunks within an hour.
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

/** Removes the `.tmp` ending of files; skips those that were renamed before a crash. */
export function publish(data: DataDir, files: readonly string[]): void {
  const folders = new Set<string>();
  for (const name of files) {
    const path = join(data.arrivals, name);
    if (existsSync(`${path}.tmp`)) renameSync(`${path}.tmp`, path);
    folders.add(join(path, '..'));
  }
  for (const folder of folders) if (existsSync(folder)) syncFolder(folder);
}

/** Deletes the files of an uncommitted chunk. */
export function unpublish(data: DataDir, files: readonly string[]): void {
  for (const name of files) rmSync(`${join(data.arrivals, name)}.tmp`, { force: true });
}

/** Deletes the files of imports in `arrivals/` that `isDiscarded` selects. */
export function sweepArrivals(data: DataDir, isDiscarded: (id: string, temporary: boolean) => boolean): void {
  if (!existsSync(data.arrivals)) return;
  for (const partition of readdirSync(data.arrivals)) {
    if (!partition.startsWith('dt=')) continue;
    for (const name of readdirSync(join(data.arrivals, partition))) {
      const id = /^import-([0-9a-f]+)-[0-9a-f]+\.(?:parquet|rows)(\.tmp)?$/.exec(name);
      if (id?.[1] !== undefined && isDiscarded(id[1], id[2] !== undefined))
        rmSync(join(data.arrivals, partition, name), { force: true });
    }
  }
}
