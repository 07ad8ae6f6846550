/** Formats a value of a query's answer for people. Callers still have to escape it. */
import type { SqlValue } from '#core/ports/query-engine';

/** Returns an empty string for null, and JSON for maps. */
export function valueText(value: SqlValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
