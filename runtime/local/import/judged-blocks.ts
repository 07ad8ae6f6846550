/** Collects the answers for the blocks of one log and returns them in the order of the log. */
import { emptyCounts } from '#core/import/line-counts';
import { NO_EVIDENCE } from '#core/import/log-evidence';
import type { JudgedBlock } from './judge-messages.ts';
import type { PrefixHmac } from './prefix-hmac.ts';

/** The answer for a line that is too long to be judged. */
export const OVERLONG: JudgedBlock = {
  counts: { ...emptyCounts(), lines: 1, unparseable: 1 },
  evidence: NO_EVIDENCE,
  complaints: [{ line: 1, reason: 'longer than 16,384 characters' }],
  rows: [],
  unlisted: 0,
  read: [],
};

/** Where a piece of judged lines lies in its log. */
export interface PlacedBlock {
  /** HMAC of the log up to the piece's block. */
  readonly before: PrefixHmac;
  readonly block: Buffer;
  /** Offset of the piece in the block. */
  readonly at: number;
  /** Whether an interrupted run of this import has counted lines of it. */
  readonly isOwn: boolean;
}

interface PendingBlock {
  readonly place: PlacedBlock | undefined;
  readonly answer: Promise<JudgedBlock>;
  /** Set once the answer has arrived. */
  judged: JudgedBlock | undefined;
}

export class JudgedBlocks {
  /** In the order of the log. */
  readonly #pending: PendingBlock[] = [];

  /** Adds a block by the promise of its answer; `take` throws its rejection. */
  add(answer: Promise<JudgedBlock>, place?: PlacedBlock): void {
    const block: PendingBlock = { place, answer, judged: undefined };
    answer.then(
      (judged) => {
        block.judged = judged;
      },
      () => undefined,
    );
    this.#pending.push(block);
  }

  /** Yields judged blocks in order; waits until at most `maxPending` blocks are pending. */
  async *take(
    maxPending: number,
  ): AsyncGenerator<{ readonly judged: JudgedBlock; readonly place: PlacedBlock | undefined }> {
    for (
      let first = this.#pending[0];
      first !== undefined && (first.judged !== undefined || this.#pending.length > maxPending);
      first = this.#pending[0]
    ) {
      const judged = first.judged ?? (await first.answer);
      this.#pending.shift();
      yield { judged, place: first.place };
    }
  }
}
