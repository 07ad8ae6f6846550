/** Writes an answer as a table for a terminal; cells are buffered until the widths of the columns are known. */
import type { SqlValue } from '#core/ports/query-engine';
import type { RowReader } from '#core/ports/row-reader';
import { toPrintable } from '../terminal-text.ts';
import { textLine, widenFor } from '../text-table.ts';
import { TextBlocks, answerTooLarge } from './text-blocks.ts';
import { valueText } from './value-text.ts';

/** Spaces between columns, and at the start of a line. */
const GAP = 2;

export class TableWriter implements RowReader {
  readonly #maxBytes: number;
  /** One line per row, with cells separated by tabs; cells cannot contain either any more. */
  readonly #rows: TextBlocks;
  #widths: number[] = [];
  /** Columns that contain only numbers so far are aligned to the right. */
  #numeric: boolean[] = [];
  #lines = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#rows = new TextBlocks(maxBytes);
  }

  columns(names: readonly string[]): void {
    this.#widths = names.map(() => 0);
    this.#numeric = names.map(() => true);
    this.#line(names.map(toPrintable));
  }

  row(values: readonly SqlValue[]): void {
    values.forEach((value, index) => {
      if (value !== null && typeof value !== 'number') this.#numeric[index] = false;
    });
    this.#line(values.map((value) => toPrintable(valueText(value))));
  }

  /** Returns the whole text as UTF-8; throws an AnswerTooLargeError. */
  finish(): readonly Buffer[] {
    const right = this.#numeric.map((numeric) => numeric && this.#lines > 1);
    const text = new TextBlocks(this.#maxBytes);
    for (const line of linesOf(this.#rows.finish()))
      text.add(`${textLine(line.split('\t'), this.#widths, right)}\n`);
    return text.finish();
  }

  /** Counts padding before it is added: a single long cell widens every line. */
  #line(cells: readonly string[]): void {
    cells.forEach((cell, index) => {
      this.#widths[index] = widenFor(this.#widths[index] ?? 0, cell);
    });
    this.#lines += 1;
    const wide = this.#widths.reduce((sum, width) => sum + width + GAP, 0);
    if (this.#lines * wide > this.#maxBytes) throw answerTooLarge(this.#maxBytes);
    this.#rows.add(`${cells.join('\t')}\n`);
  }
}

/** Yields the lines of blocks, which may end anywhere between two characters. */
function* linesOf(blocks: readonly Buffer[]): Iterable<string> {
  let rest = '';
  for (const block of blocks) {
    const lines = (rest + block.toString()).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
