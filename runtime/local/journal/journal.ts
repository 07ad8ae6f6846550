/**
 * The journal: what `append` has resolved for is on disk. Appends that come while a sync runs share the next one.
 * It may not know what a line means, nor keep one after it was written or refused.
 */
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Zone } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import { closeLeftover } from './close-leftover.ts';
import type { SegmentName } from './segment-name.ts';
import { Segment } from './segment.ts';

export interface JournalOptions {
  readonly data: DataDir;
  readonly zone: Zone;
  readonly clock: () => number;
  /** Called after a segment was closed: there is something to convert. */
  readonly onClosed?: () => void;
  /** Bytes at which a segment rolls. @default 64 MiB */
  readonly segmentBytes?: number;
}

/** The lines could not be made durable and are not counted; `code` is the system's, as ENOSPC. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code: string;

  constructor(code: string) {
    super(`the journal cannot be written (${code})`);
    this.code = code;
  }
}

/** Appends that share one sync. */
interface Group {
  text: string;
  appends: number;
  readonly done: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Appends of one sync from which on the next one waits. */
const CROWD = 4;
/** Milliseconds; measured in bench/collector: 2 cost a third less of the core than 1 or none. */
const WAIT = 2;
const SEGMENT_BYTES = 64 * 1024 * 1024;
/** After these the file itself is sound and goes on as soon as there is room. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);

export class Journal {
  readonly #options: JournalOptions;
  #segment: Segment | undefined;
  #period = '';
  #next: Group | undefined;
  #inFlight = 0;
  #work: Promise<void> = Promise.resolve();
  #scheduled = false;
  #crowded = false;
  #closed = false;
  #fault: string | undefined;
  readonly #abandoned: { readonly name: SegmentName; readonly length: number }[] = [];

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Characters that wait to be on disk. */
  get waiting(): number {
    return this.#inFlight + (this.#next?.text.length ?? 0);
  }

  /** The system's code of the last failure, until something was written again. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** Resolves when the lines (each with its newline) are on disk; rejects with a JournalError when they are not and will not be. */
  append(lines: string): Promise<void> {
    if (this.#closed) return Promise.reject(new JournalError('closed'));
    this.#next ??= newGroup();
    this.#next.text += lines;
    this.#next.appends += 1;
    this.#schedule();
    return this.#next.done;
  }

  /** Closes the open segment, if there is one, after what was appended before. */
  roll(): Promise<void> {
    this.#flushNext();
    return this.#then(() => this.#finish());
  }

  /** Rolls where the hour or the local day has changed; tries the disk where it failed. To be called every second or so. */
  async tick(): Promise<void> {
    if (this.#segment !== undefined && this.#period !== this.#periodNow()) await this.roll().catch(() => undefined);
    if (this.#fault !== undefined) this.#probe();
    if (this.#abandoned.length > 0) this.#closeAbandoned();
  }

  /** Writes what waits, closes the segment, and refuses everything from now on. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.roll();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const flush = () => { void this.#work.then(() => this.#flushNext()); };
    // After the requests that are read in this turn of the event loop, so that they share the write; where many come at
    // once, a sync is worth a short wait for more of them.
    if (this.#crowded) setTimeout(flush, WAIT);
    else setImmediate(flush);
  }

  #flushNext(): void {
    this.#scheduled = false;
    const group = this.#next;
    if (group === undefined) return;
    this.#next = undefined;
    this.#crowded = group.appends >= CROWD;
    this.#inFlight += group.text.length;
    void this.#then(() => this.#write(group));
  }

  /** One thing at a time, in order; a failure of one does not stop the next. */
  #then(step: () => Promise<void>): Promise<void> {
    const result = this.#work.then(step);
    this.#work = result.catch(() => undefined);
    return result;
  }

  async #write(group: Group): Promise<void> {
    try {
      const segment = await this.#current();
      await segment.write(Buffer.from(group.text, 'utf8'));
      this.#fault = undefined;
      group.resolve();
    } catch (error) {
      const code = codeOf(error);
      this.#fault = code;
      await this.#recover(code);
      group.reject(new JournalError(code));
    } finally {
      this.#inFlight -= group.text.length;
    }
  }

  async #current(): Promise<Segment> {
    const full = (this.#segment?.length ?? 0) >= (this.#options.segmentBytes ?? SEGMENT_BYTES);
    if (this.#segment !== undefined && (full || this.#period !== this.#periodNow())) await this.#finish();
    if (this.#segment === undefined) {
      const now = this.#options.clock();
      this.#period = this.#periodNow();
      this.#segment = await Segment.create(this.#options.data, {
        dt: new Date(now).toISOString().slice(0, 10), localDay: this.#options.zone.day(now), random: randomBytes(16).toString('hex'), state: 'open',
      });
    }
    return this.#segment;
  }

  async #recover(code: string): Promise<void> {
    if (this.#segment === undefined) return;
    try {
      await this.#segment.cutBack();
      if (!FULL.has(code)) await this.#finish();
    } catch {
      // What lies behind its last good byte was never acknowledged: it is cut off as soon as the disk lets us.
      if (this.#segment !== undefined) this.#abandon(this.#segment);
      this.#segment = undefined;
    }
  }

  #abandon(segment: Segment): void {
    this.#abandoned.push({ name: segment.name, length: segment.length });
  }

  #closeAbandoned(): void {
    const waiting = this.#abandoned.splice(0);
    for (const { name, length } of waiting) {
      try {
        closeLeftover(this.#options.data, name, length);
        this.#options.onClosed?.();
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') this.#abandoned.push({ name, length });
      }
    }
  }

  async #finish(): Promise<void> {
    const segment = this.#segment;
    if (segment === undefined) return;
    this.#segment = undefined;
    try {
      await segment.finish();
    } catch (error) {
      this.#abandon(segment);
      throw error;
    }
    this.#options.onClosed?.();
  }

  #periodNow(): string {
    const now = this.#options.clock();
    return `${Math.floor(now / 3_600_000)} ${this.#options.zone.day(now)}`;
  }

  #probe(): void {
    const file = join(this.#options.data.journal, 'probe');
    try {
      writeFileSync(file, Buffer.alloc(65_536), { flush: true });
      this.#fault = undefined;
    } catch { /* still full */ }
    rmSync(file, { force: true });
  }
}

function newGroup(): Group {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const done = new Promise<void>((ok, fail) => { resolve = ok; reject = fail; });
  done.catch(() => undefined);
  return { text: '', appends: 0, done, resolve, reject };
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : 'unknown';
}
