/**
 * The salts of the days that an import touches. They are its own, in `salts/import-ID/`, created when first needed and
 * deleted when the import ends or is abandoned; today's is shared with the server, so that today's visitors are counted
 * once. No salt may outlive the import, and the server's salt of another day is never read.
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
import { writeDurably } from './write-durably.ts';
import { makeFolder } from '#runtime/node/make-folder';

const folder = (data: DataDir, id: string) => join(data.salts, `import-${id}`);

export class ImportSalts {
  readonly #folder: string;
  readonly #today: () => string;
  readonly #server: (day: string) => Uint8Array | undefined;

  /**
   * `today` returns the current local day; `server` returns a copy of today's salt, undefined where it is unavailable.
   */
  constructor(
    data: DataDir,
    id: string,
    today: () => string,
    server: (day: string) => Uint8Array | undefined,
  ) {
    this.#folder = folder(data, id);
    this.#today = today;
    this.#server = server;
  }

  /**
   * Returns a copy of the salt of a local day, which the caller wipes; undefined where today's is unavailable: rows
   * then have no visitor.
   */
  salt(day: string): Uint8Array | undefined {
    return day === this.#today() ? this.#server(day) : this.#own(day);
  }

  #own(day: string): Uint8Array {
    const file = join(this.#folder, `${day}.salt`);
    if (!existsSync(file)) {
      makeFolder(this.#folder, 0o700);
      writeDurably(file, randomBytes(32));
    }
    return readFileSync(file);
  }
}

/** Destroys the salts of one import: overwritten in place, then removed. */
export function deleteImportSalts(data: DataDir, id: string): void {
  const path = folder(data, id);
  if (!existsSync(path)) return;
  for (const name of readdirSync(path)) overwrite(join(path, name));
  rmSync(path, { recursive: true, force: true });
  syncFolder(data.salts);
}

function overwrite(file: string): void {
  try {
    const handle = openSync(file, 'r+');
    writeSync(handle, randomBytes(32), 0, 32, 0);
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    /* a full or failing disk does not prevent unlinking */
  }
}

/** Lists the ids of imports that have salts. */
export function listImportsWithSalts(data: DataDir): readonly string[] {
  if (!existsSync(data.salts)) return [];
  return readdirSync(data.salts).flatMap((name) => /^import-([0-9a-f]+)$/.exec(name)?.[1] ?? []);
}
