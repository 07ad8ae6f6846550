/**
 * The airlock towards everything durable: only an AnonymousEvent can be written, and only `anonymousEvent` makes one.
 * It may not add a field: what has no column in fields.ts is left behind here.
 */
import type { ArrivalRow } from './fields.ts';

declare const anonymous: unique symbol;
/** A row that holds nothing but the columns of fields.ts. */
export type AnonymousEvent = ArrivalRow & { readonly [anonymous]: true };

/**
 * The one maker of the brand: copies the declared columns and nothing else, in the order of the schema. Written out,
 * since one shape for all rows is what makes a row cheap; a field without a line here does not compile, and a test
 * compares with FIELDS.
 */
export function anonymousEvent(row: ArrivalRow): AnonymousEvent {
  const copy: ArrivalRow = {
    event_id: row.event_id,
    site: row.site,
    day: row.day,
    hour: row.hour ?? null,
    outcome: row.outcome,
    reason: row.reason ?? null,
    visitor: row.visitor ?? null,
    name: row.name ?? null,
    path: row.path ?? null,
    topic: row.topic ?? null,
    goal: row.goal ?? null,
    referrer: row.referrer ?? null,
    source: row.source ?? null,
    medium: row.medium ?? null,
    campaign: row.campaign ?? null,
    country: row.country ?? null,
    language: row.language ?? null,
    browser: row.browser ?? null,
    browser_major: row.browser_major ?? null,
    os: row.os ?? null,
    device: row.device ?? null,
    screen: row.screen ?? null,
    entry: row.entry ?? null,
    engaged_seconds: row.engaged_seconds ?? null,
    scroll_pct: row.scroll_pct ?? null,
    props: row.props ?? null,
    worth_cents: row.worth_cents ?? null,
  };
  return copy as AnonymousEvent;
}

/** A surrogate without its other half. */
const HALF_PAIR = /\p{Surrogate}/gu;

/**
 * One JSON line without its newline; the same bytes for the same event on every platform (props by sorted keys).
 * Always well-formed: readers drop a line with half of a surrogate pair, and with it an acknowledged event.
 */
export function toJsonLine(event: AnonymousEvent): string {
  const line = jsonOf(event);
  return line.includes('\\ud') ? JSON.stringify(JSON.parse(line), (_, value: unknown) => (typeof value === 'string' ? value.replaceAll(HALF_PAIR, '\ufffd') : value)) : line;
}

function jsonOf(event: AnonymousEvent): string {
  if (event.props === null || Object.keys(event.props).length < 2) return JSON.stringify(event);
  if (isEmpty(event.props)) return JSON.stringify(event);
  const props = Object.fromEntries(Object.entries(event.props).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ ...event, props });
}

function isEmpty(props: Readonly<Record<string, string>>): boolean {
  for (const _ in props) return false;
  return true;
}
