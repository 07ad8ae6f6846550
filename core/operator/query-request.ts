/** Request of `headcount query`. */

export interface QueryRequest {
  /** The statement, a single SELECT. */
  readonly sql: string;
  readonly format: 'table' | 'csv' | 'json';
  readonly timeoutMs: number;
  /** Maximum size of the answer, in bytes of text. */
  readonly maxBytes: number;
}
