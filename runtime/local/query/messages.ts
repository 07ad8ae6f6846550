/** What a query's process is told, and how it ends. The answer itself goes through a pipe. Never a row in a message. */
import type { Config } from '#core/config/schema';
import type { AnswerFormat } from '#render/answer/answer-writer';

export interface QueryRequest {
  readonly data: string;
  readonly config: Config;
  readonly sql: string;
  readonly format: AnswerFormat;
  /** Of the answer as it is printed. */
  readonly maxBytes: number;
  /** Of the process, all together. */
  readonly maxMemoryBytes: number;
}

export type QueryEnd =
  | { readonly end: 'answered' | 'too large' | 'too much memory' }
  /** The words are wrong; `message` is one line for who wrote them. */
  | { readonly end: 'refused'; readonly message: string }
  /** The facts cannot be read; `message` is one line, `kind` the name of the error. */
  | { readonly end: 'failed'; readonly kind: string; readonly message: string };
