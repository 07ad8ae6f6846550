/** Blocks of one log that are being judged: their answers are taken in the order of the log. */
import type { JudgedBlock } from './judge-messages.ts';

interface PendingBlock {
  readonly answer: Promise<JudgedBlock>;
  /** Once the answer is there. */
  judged: JudgedBlock | undefined;
}

export class JudgedBlocks {
  /** In the order of the log. */
  readonly #pending: PendingBlock[] = [];

  /** Adds a block by the answer that it will have; a rejection is thrown by `take`. */
  add(answer: Promise<JudgedBlock>): void {
    const block: PendingBlock = { answer, judged: undefined };
    answer.then(
      (judged) => {
        block.judged = judged;
      },
      () => undefined,
    );
    this.#pending.push(block);
  }

  /** Yields what was judged; waits until at most `most` blocks are pending. */
  async *take(most: number): AsyncGenerator<JudgedBlock> {
    for (
      let first = this.#pending[0];
      first !== undefined && (first.judged !== undefined || this.#pending.length > most);
      first = this.#pending[0]
    ) {
      const judged = first.judged ?? (await first.answer);
      this.#pending.shift();
      yield judged;
    }
  }
}
