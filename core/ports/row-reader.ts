/** Receives the answer to a query row by row, so that nobody holds it as a whole unless the reader does. */
import type { SqlValue } from './query-engine.ts';

export interface RowReader {
  /** Called once, before the first row; two columns may share a name. */
  columns(names: readonly string[]): void;
  /** Called per row. An error that it throws ends the reading and reaches the caller. */
  row(values: readonly SqlValue[]): void;
}
