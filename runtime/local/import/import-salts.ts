/**
 * The salts of imported days: `salts/import/DAY.SITE.salt`, which all imports of a site's day share, so that a visitor
 * in two of them has one key. One is made when an import first needs it, and destroyed when the day is sealed, 24 hours
 * after the last of these imports ended, or 72 hours after the first began. Today's is the server's. None may outlive
 * that, and the server's salt of another day is never read.
 */
import { existsSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import type { DataDir } from '#runtime/local/data-dir';
import { destroySalt, importSaltFile, isExpired, readStamp, writeStamp } from './salt-stamps.ts';
import { writeDurably } from './write-durably.ts';

export interface ImportSaltsInput {
  readonly data: DataDir;
  readonly site: string;
  readonly now: () => number;
  /** Returns the current local day. */
  readonly today: () => string;
  /** Returns a copy of today's salt, undefined where it is unavailable; without it, today has an import salt too. */
  readonly server?: ((day: string) => Uint8Array | undefined) | undefined;
}

export class ImportSalts {
  readonly #input: ImportSaltsInput;
  readonly #used = new Set<string>();
  readonly #made = new Set<string>();

  constructor(input: ImportSaltsInput) {
    this.#input = input;
  }

  /**
   * Returns a copy of the salt of a local day, which the caller wipes; undefined where today's is unavailable: rows
   * then have no visitor.
   */
  salt(day: string): Uint8Array | undefined {
    const { server, today } = this.#input;
    return server !== undefined && day === today() ? server(day) : this.#shared(day);
  }

  /** Whether this import made the salt of a day: no earlier import's visitors have keys under it. */
  isNew(day: string): boolean {
    return this.#made.has(day);
  }

  /** Records that the import of these days has ended now; the salts of those `sealed` meanwhile go. */
  end(sealed: ReadonlySet<string>): void {
    const { data, site, now } = this.#input;
    for (const day of this.#used) {
      const stamp = readStamp(data, site, day);
      if (sealed.has(day) || stamp === undefined) destroySalt(data, site, day);
      else writeStamp(data, site, day, { ...stamp, last: now() });
    }
  }

  #shared(day: string): Uint8Array {
    const { data, site, now } = this.#input;
    const file = importSaltFile(data, site, day);
    const stamp = readStamp(data, site, day);
    if (stamp === undefined || !existsSync(file) || isExpired(stamp, now())) {
      destroySalt(data, site, day);
      // The stamp comes first: a salt without one would have no end.
      writeStamp(data, site, day, { first: now(), last: now() });
      const made = randomBytes(32);
      writeDurably(file, made);
      made.fill(0);
      this.#made.add(day);
    } else if (!this.#used.has(day)) writeStamp(data, site, day, { ...stamp, last: now() });
    this.#used.add(day);
    return readFileSync(file);
  }
}
