/**
 * The airlock towards everything durable: only an AnonymousEvent can be written, and only `anonymousEvent` makes one.
 * It may not add a field: what has no column in fields.ts is left behind here.
 */
import { FIELDS, type ArrivalRow } from './fields.ts';

declare const anonymous: unique symbol;
/** A row that holds nothing but the columns of fields.ts. */
export type AnonymousEvent = ArrivalRow & { readonly [anonymous]: true };

/** The one maker of the brand: copies the declared columns and nothing else, in the order of the schema. */
export function anonymousEvent(row: ArrivalRow): AnonymousEvent {
  const copy: Record<string, unknown> = {};
  for (const field of FIELDS) copy[field.name] = row[field.name] ?? null;
  return copy as unknown as AnonymousEvent;
}

/** One JSON line without its newline; the same bytes for the same event on every platform (props by sorted keys). */
export function toJsonLine(event: AnonymousEvent): string {
  if (event.props === null) return JSON.stringify(event);
  const props = Object.fromEntries(Object.entries(event.props).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ ...event, props });
}
