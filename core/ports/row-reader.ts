/** Who takes the answer to a query row by row, so that nobody holds it whole unless the reader does. */
import type { SqlValue } from './query-engine.ts';

export interface RowReader {
  /** Called once, before the first row; two columns may share a name. */
  columns(names: readonly string[]): void;
  /** What it throws ends the reading, and reaches who asked. */
  row(values: readonly SqlValue[]): void;
}
