/**
 * Where in a log its lines begin to wait for a later import. What is counted of the log is identified by the bytes up
 * to there; lines of earlier days behind it are counted, and the ledger says up to where.
 */
import {
  copyCounts,
  countAllWaiting,
  countDone,
  countKept,
  countNew,
  type LineCounts,
} from '#core/import/line-counts';
import type { CountedBefore } from '#core/import/take-back';
import type { LogProgress } from './import-state.ts';
import type { PlacedBlock } from './judged-blocks.ts';
import type { Counted, JudgedBlock } from './judge-messages.ts';
import type { KnownPrefix } from './known-prefix.ts';
import { lineStart } from './line-border.ts';
import type { PrefixHmac } from './prefix-hmac.ts';

export class WaitingBorder {
  #border: { readonly length: number; readonly hmac: string } | undefined;
  #waitsWhole = false;

  /** Whether all of the log waits: no line is kept before the first that waits, so that nothing identifies the log. */
  get waitsWhole(): boolean {
    return this.#waitsWhole;
  }

  /** Looks at a judged piece of the log; `counts` are those before it, `isKnown` says that a beginning was counted. */
  look(
    { firstWaiting }: JudgedBlock,
    place: PlacedBlock | undefined,
    counts: LineCounts,
    isKnown: boolean,
  ): void {
    if (firstWaiting === undefined || place === undefined || this.#border !== undefined) return;
    const hmac = place.before.copy();
    hmac.update(place.block.subarray(0, lineStart(place.block, place.at, firstWaiting.linesBefore)));
    this.#border = { length: hmac.length, hmac: hmac.digest() };
    this.#waitsWhole = !isKnown && !firstWaiting.hasKept && countKept(counts) === 0;
  }

  /** Returns the progress of a log that was read as far as `read`, with these counts. */
  progress(read: PrefixHmac, counts: LineCounts, waitsFrom: string | undefined): LogProgress {
    return this.#border === undefined || waitsFrom === undefined
      ? { length: read.length, hmac: read.digest(), counts: copyCounts(counts) }
      : { ...this.#border, counts: countDone(counts), waiting: { day: waitsFrom, until: read.length } };
  }

  /** Returns the counts as they are answered. */
  answer(counts: LineCounts): LineCounts {
    return this.#waitsWhole ? countAllWaiting(counts) : counts;
  }
}

/** Returns up to which byte which lines of a log were counted before, and whether by this import, interrupted. */
export function countedUntil(
  match: KnownPrefix | undefined,
  countedBefore: CountedBefore | undefined,
): { readonly length: number; readonly days: Counted; readonly isOwn: boolean } {
  const { waiting, counts } = match?.prefix ?? {};
  return waiting === undefined
    ? { length: countedBefore?.length ?? 0, days: countedBefore?.days ?? [], isOwn: false }
    : { length: waiting.until, days: { before: waiting.day }, isOwn: counts !== undefined };
}

/** Returns the counts of a judged piece, without those lines that an interrupted run of this import has counted. */
export function countsOf({ counts }: JudgedBlock, place: PlacedBlock | undefined): LineCounts {
  return place?.isOwn === true ? countNew(counts) : counts;
}
