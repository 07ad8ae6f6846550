/**
 * A chain of segments, of which one is open: decides when to start the next, and repairs those that the disk failed.
 * Callers run one operation at a time.
 */
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Zone } from '#core/time/zone';
import { OperatorError } from '#core/operator-error';
import type { DataDir } from '../data-dir.ts';
import { closeLeftover } from './close-leftover.ts';
import type { SegmentName } from './segment-name.ts';
import { Segment } from './segment.ts';

export interface SegmentChainOptions {
  readonly data: DataDir;
  readonly zone: Zone;
  readonly clock: () => number;
  /** Called after a segment was closed and can be converted. */
  readonly onClosed?: () => void;
  /** Bytes at which a segment rolls. @default 64 MiB */
  readonly segmentBytes?: number;
}

/** Thrown where bytes could not be made durable; they are not counted. `code` is the system's, such as ENOSPC. */
export class JournalError extends OperatorError {
  override readonly name = 'JournalError';
  readonly code: string;

  constructor(code: string) {
    super(`the journal cannot be written (${code})`);
    this.code = code;
  }
}

const SEGMENT_BYTES = 64 * 1024 * 1024;
/** After these errors the file itself is intact, and writing continues as soon as there is space. */
const NO_SPACE_CODES = new Set(['ENOSPC', 'EDQUOT']);

export class SegmentChain {
  readonly #options: SegmentChainOptions;
  readonly #abandoned: { readonly name: SegmentName; readonly length: number }[] = [];
  #segment: Segment | undefined;
  #period = '';
  #fault: string | undefined;

  constructor(options: SegmentChainOptions) {
    this.#options = options;
  }

  /** The system's code of the last failure, until a write succeeds again. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** Whether the hour or the local day has changed since the open segment began. */
  get isDue(): boolean {
    return this.#segment !== undefined && this.#period !== this.#periodNow();
  }

  /**
   * Writes bytes to a segment of this hour and local day. Resolves when they are on disk; rejects with a JournalError
   * when they will not be.
   */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      const segment = await this.#current();
      await segment.write(bytes);
      this.#fault = undefined;
    } catch (error) {
      const code = codeOf(error);
      this.#fault = code;
      await this.#recover(code);
      throw new JournalError(code);
    }
  }

  /** Closes the open segment, if there is one. */
  async finish(): Promise<void> {
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

  /**
   * Closes segments that had to be left open, and probes the disk after a failure. Throws where not even the probe file
   * can be removed.
   */
  repair(): void {
    const unclosed = this.#abandoned.splice(0);
    for (const { name, length } of unclosed) {
      try {
        closeLeftover(this.#options.data, name, length);
        this.#options.onClosed?.();
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') this.#abandoned.push({ name, length });
      }
    }
    if (this.#fault !== undefined) this.#probe();
  }

  async #current(): Promise<Segment> {
    const full = (this.#segment?.length ?? 0) >= (this.#options.segmentBytes ?? SEGMENT_BYTES);
    if (this.isDue || full) await this.finish();
    if (this.#segment === undefined) {
      const now = this.#options.clock();
      this.#period = this.#periodNow();
      this.#segment = await Segment.create(this.#options.data, {
        dt: new Date(now).toISOString().slice(0, 10),
        localDay: this.#options.zone.day(now),
        random: randomBytes(16).toString('hex'),
        state: 'open',
      });
    }
    return this.#segment;
  }

  async #recover(code: string): Promise<void> {
    if (this.#segment === undefined) return;
    try {
      await this.#segment.cutBack();
      if (!NO_SPACE_CODES.has(code)) await this.finish();
    } catch {
      // Bytes after the last good one were never acknowledged: they are cut off as soon as the disk allows.
      if (this.#segment !== undefined) this.#abandon(this.#segment);
      this.#segment = undefined;
    }
  }

  #abandon(segment: Segment): void {
    this.#abandoned.push({ name: segment.name, length: segment.length });
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
    } catch {
      /* still full */
    }
    rmSync(file, { force: true });
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : 'unknown';
}
