/** A value of a query's answer as people read it. It may not make it safe to print. */
import type { SqlValue } from '#core/ports/query-engine';

/** Nothing where there is no value; maps as JSON. */
export function valueText(value: SqlValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
