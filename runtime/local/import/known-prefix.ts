/** Finds how much of a log was counted before, by the keyed hashes of its beginnings. It may not keep a byte of it. */
import { PrefixHmac } from './prefix-hmac.ts';
import type { LineCounts } from '#core/import/line-counts';

/** A beginning that was counted: by the interrupted import that goes on now (with its counts), or by an earlier one. */
export interface CountedPrefix {
  readonly length: number;
  readonly hmac: string;
  readonly counts?: LineCounts;
}

export interface KnownPrefix {
  readonly prefix: CountedPrefix;
  /** Lines that begin within it. */
  readonly lines: number;
  /** Whether it ends with a newline; else the rest of its last line was counted with it. */
  readonly wholeLines: boolean;
}

const NEWLINE = 10;

/** Watches a stream of bytes and tells when it has passed a counted beginning. */
export class PrefixWatch {
  readonly hmac: PrefixHmac;
  readonly #candidates: CountedPrefix[];
  #lines = 0;
  #last = NEWLINE;
  #known: KnownPrefix | undefined;

  constructor(key: Uint8Array, candidates: readonly CountedPrefix[]) {
    this.hmac = new PrefixHmac(key);
    // Of two of one length, that with counts: it is this import's own.
    this.#candidates = candidates.toSorted(
      (a, b) => a.length - b.length || Number(a.counts === undefined) - Number(b.counts === undefined),
    );
  }

  /** The longest beginning found so far. */
  get known(): KnownPrefix | undefined {
    return this.#known;
  }

  /** Whether a longer beginning may still be found. */
  get undecided(): boolean {
    return this.#candidates.length > 0;
  }

  /** Takes bytes until the next candidate's length at most; returns how many were taken. */
  feed(bytes: Buffer): number {
    const next = this.#candidates[0];
    const piece = next === undefined ? bytes : bytes.subarray(0, next.length - this.hmac.length);
    this.hmac.update(piece);
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) this.#lines += 1;
    this.#last = piece[piece.length - 1] ?? this.#last;
    let digest: string | undefined;
    while (this.#candidates[0]?.length === this.hmac.length) {
      const candidate = this.#candidates.shift();
      digest ??= this.hmac.digest();
      if (
        candidate === undefined ||
        candidate.hmac !== digest ||
        this.#known?.prefix.length === candidate.length
      )
        continue;
      const wholeLines = this.#last === NEWLINE;
      this.#known = { prefix: candidate, lines: this.#lines + (wholeLines ? 0 : 1), wholeLines };
    }
    return piece.length;
  }
}
