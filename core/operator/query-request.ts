/** `headcount query`: what it asks for. */

export interface QueryRequest {
  /** One SELECT. */
  readonly sql: string;
  readonly format: 'table' | 'csv' | 'json';
  readonly timeoutMs: number;
  /** Largest answer, in bytes of its text. */
  readonly maxBytes: number;
}
