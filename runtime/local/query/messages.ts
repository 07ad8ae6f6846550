/** Messages to and from a query's process. The answer itself goes through a pipe; a message never contains a row. */
import type { Config } from '#core/config/schema';
import type { AnswerFormat } from '#render/answer/answer-writer';

export interface QueryRequest {
  readonly data: string;
  readonly config: Config;
  readonly sql: string;
  readonly format: AnswerFormat;
  /** Maximum size of the printed answer. */
  readonly maxBytes: number;
  /** Maximum memory of the whole process. */
  readonly maxMemoryBytes: number;
}

export type QueryEnd =
  | { readonly end: 'answered' | 'too large' | 'too much memory' }
  /** The query is invalid; `message` is one line for its author. */
  | { readonly end: 'refused'; readonly message: string }
  /** The facts cannot be read; `message` is one line, `kind` the error's name. */
  | { readonly end: 'failed'; readonly kind: string; readonly message: string };
