/** Finds how much of a log was counted before, by the keyed hashes of its beginnings. */
import { PrefixHmac } from './prefix-hmac.ts';
import type { CountedPrefix } from '#core/import/take-back';

export interface KnownPrefix {
  readonly prefix: CountedPrefix;
  /** Lines that start within it. */
  readonly lines: number;
  /** Whether it ends with a newline; otherwise the rest of its last line was counted with it. */
  readonly wholeLines: boolean;
}

const NEWLINE = 10;

/** Watches a stream of bytes for the end of a counted beginning. */
export class PrefixWatch {
  readonly hmac: PrefixHmac;
  readonly #candidates: CountedPrefix[];
  #lines = 0;
  #last = NEWLINE;
  readonly #matches: CountedPrefix[] = [];
  #match: KnownPrefix | undefined;

  constructor(key: Uint8Array, candidates: readonly CountedPrefix[]) {
    this.hmac = new PrefixHmac(key);
    // Of two candidates of equal length the one with counts comes first: it is this import's own.
    this.#candidates = candidates.toSorted(
      (a, b) => a.length - b.length || Number(a.counts === undefined) - Number(b.counts === undefined),
    );
  }

  /** The longest beginning found so far. */
  get match(): KnownPrefix | undefined {
    return this.#match;
  }

  /** Every beginning found so far, the shortest first. */
  get matches(): readonly CountedPrefix[] {
    return this.#matches;
  }

  /** Whether a longer beginning may still be found. */
  get isUndecided(): boolean {
    return this.#candidates.length > 0;
  }

  /** Consumes bytes up to the next candidate's length; returns how many it consumed. */
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
      if (candidate === undefined || candidate.hmac !== digest) continue;
      this.#matches.push(candidate);
      if (this.#match?.prefix.length === candidate.length) continue;
      const wholeLines = this.#last === NEWLINE;
      this.#match = { prefix: candidate, lines: this.#lines + (wholeLines ? 0 : 1), wholeLines };
    }
    return piece.length;
  }
}
