/**
 * Text that is kept as UTF-8, outside the JavaScript heap, up to a number of bytes. It may not know what the text is.
 */
import { OperatorError } from '#core/operator-error';

/** An answer has more bytes than it may; nothing of it was printed. */
export class AnswerTooLargeError extends OperatorError {
  override readonly name = 'AnswerTooLargeError';
}

/** Characters that are gathered before they become bytes. */
const BLOCK_LENGTH = 65_536;

export class TextBlocks {
  readonly #blocks: Buffer[] = [];
  readonly #maxBytes: number;
  #text = '';
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Throws an AnswerTooLargeError where it becomes more than the bytes allowed. */
  add(text: string): void {
    this.#text += text;
    if (this.#text.length >= BLOCK_LENGTH) this.#close();
    // A character is a byte at least: no need to count them to see that it is too much.
    if (this.#bytes + this.#text.length > this.#maxBytes) throw answerTooLarge(this.#maxBytes);
  }

  /** All that was added, in order. Throws as `add` does. */
  finish(): readonly Buffer[] {
    this.#close();
    return this.#blocks;
  }

  #close(): void {
    const length = Buffer.byteLength(this.#text);
    if (this.#bytes + length > this.#maxBytes) throw answerTooLarge(this.#maxBytes);
    this.#bytes += length;
    this.#blocks.push(Buffer.from(this.#text));
    this.#text = '';
  }
}

export function answerTooLarge(maxBytes: number): AnswerTooLargeError {
  return new AnswerTooLargeError(`the answer is larger than ${maxBytes} bytes`);
}
