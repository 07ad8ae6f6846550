/**
 * Writes the answer to an analyst's query as a table, CSV or JSON, for both places. Nothing is printed before the
 * answer is complete.
 */
import type { SqlValue } from '#core/ports/query-engine';
import type { RowReader } from '#core/ports/row-reader';
import { csvLines, csvText } from '../render-csv.ts';
import { escapeControls } from '../terminal-text.ts';
import { TableWriter } from './table-writer.ts';
import { TextBlocks } from './text-blocks.ts';
import { valueText } from './value-text.ts';

export interface AnswerWriter extends RowReader {
  /** Returns the whole text as UTF-8. Like `row`, throws an AnswerTooLargeError if it exceeds the bytes allowed. */
  finish(): readonly Buffer[];
}

export const ANSWER_FORMATS = ['table', 'csv', 'json'] as const;
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/**
 * Creates a writer that holds at most `maxBytes` of text. Lines of JSON and tables end in a line feed, those of CSV in
 * CRLF.
 */
export function answerWriter(format: AnswerFormat, maxBytes: number): AnswerWriter {
  switch (format) {
    case 'table':
      return new TableWriter(maxBytes);
    case 'csv':
      return new CsvWriter(maxBytes);
    case 'json':
      return new JsonWriter(maxBytes);
  }
}

class CsvWriter implements AnswerWriter {
  readonly #text: TextBlocks;

  constructor(maxBytes: number) {
    this.#text = new TextBlocks(maxBytes);
  }

  columns(names: readonly string[]): void {
    this.#text.add(csvLines([names.map(csvText)]));
  }

  row(values: readonly SqlValue[]): void {
    this.#text.add(
      csvLines([
        values.map((value) => (typeof value === 'number' ? String(value) : csvText(valueText(value)))),
      ]),
    );
  }

  finish(): readonly Buffer[] {
    return this.#text.finish();
  }
}

class JsonWriter implements AnswerWriter {
  readonly #text: TextBlocks;
  #names: readonly string[] = [];
  #before = '[';

  constructor(maxBytes: number) {
    this.#text = new TextBlocks(maxBytes);
  }

  columns(names: readonly string[]): void {
    this.#names = names;
  }

  row(values: readonly SqlValue[]): void {
    const row = Object.fromEntries(this.#names.map((name, index) => [name, values[index] ?? null]));
    this.#text.add(this.#before + escapeControls(JSON.stringify(row)));
    this.#before = ',';
  }

  finish(): readonly Buffer[] {
    this.#text.add(this.#before === '[' ? '[]\n' : ']\n');
    return this.#text.finish();
  }
}
