/** A buffer of UTF-8 text outside the JavaScript heap, up to a number of bytes. */
import { OperatorError } from '#core/operator-error';

/** An answer exceeds the bytes allowed; nothing of it was printed. */
export class AnswerTooLargeError extends OperatorError {
  override readonly name = 'AnswerTooLargeError';
}

/** Characters that are gathered before they are encoded. */
const BLOCK_LENGTH = 65_536;

export class TextBlocks {
  readonly #blocks: Buffer[] = [];
  readonly #maxBytes: number;
  #text = '';
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Appends text; throws an AnswerTooLargeError if the total exceeds the bytes allowed. */
  add(text: string): void {
    this.#text += text;
    if (this.#text.length >= BLOCK_LENGTH) this.#close();
    // A character takes at least one byte, so an excess is noticed without counting bytes.
    if (this.#bytes + this.#text.length > this.#maxBytes) throw answerTooLarge(this.#maxBytes);
  }

  /** Returns all text in order. Throws as `add` does. */
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
