/**
 * Reads the fields of one event. What an event cannot do without is checked; every other field is cut or dropped where
 * it is wrong, and named, so that it never costs the event. It may not put a value into a message or a name.
 */
import { parseAddress } from '../anonymize/address.ts';
import { IllFormedText } from './read-json.ts';
import type { WireEvent } from './wire-event.ts';

/** An optional field that was cut or dropped: its name, which is one of ours and never a word of the sender. */
export type TrimmedField = Exclude<keyof WireEvent, 'name' | 'url' | 'opted_out' | 'time'>;

/** The event as far as it can be read, or the first problem as `field: what it must be`. */
export type ReadFields =
  { readonly problem: string } | { readonly event: WireEvent; readonly trimmed: readonly TrimmedField[] };

type Sent = Readonly<Record<string, unknown>>;
/** Returns the problem, or undefined. */
type Check = (value: unknown) => string | undefined;
/** Returns the value itself where it is right, a part of it, or undefined where it is dropped. */
type Mend = (value: unknown) => unknown;

const text =
  (max: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= max
      ? undefined
      : `must be a string of at most ${max} characters`;
const pattern =
  (expression: RegExp, message: string): Check =>
  (value) =>
    typeof value === 'string' && expression.test(value) ? undefined : message;
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');

/**
 * What is checked: the name and the page, without which nothing is counted; the objection, because a wrong one may be
 * meant as one; and the time, because the event would be booked on another day.
 */
const REQUIRED: readonly (readonly [keyof WireEvent, Check])[] = [
  ['name', pattern(/^[A-Za-z0-9 _.:-]{1,64}$/, 'is required: 1 to 64 of letters, digits, space and _ . : -')],
  ['url', text(2048)],
  ['opted_out', flag],
  ['time', text(40)],
];

const cut =
  (max: number): Mend =>
  (value) => {
    if (typeof value === 'string') return value.length <= max ? value : cutText(value, max);
    return value instanceof IllFormedText ? cutText(value.wellFormed, max) : undefined;
  };
const only =
  (isRight: (value: string) => boolean): Mend =>
  (value) =>
    typeof value === 'string' && isRight(value) ? value : undefined;
/** A fraction is dropped; a number outside of the range says nothing. */
const whole =
  (min: number, max: number): Mend =>
  (value) =>
    typeof value === 'number' && value >= min && value < max + 1 ? Math.floor(value) : undefined;

const OPTIONAL: readonly (readonly [TrimmedField, Mend])[] = [
  // Part of an id could be that of another event, which would then count as its repetition.
  ['id', only((id) => /^[A-Za-z0-9-]{16,64}$/.test(id))],
  ['referrer', cut(2048)],
  ['language', cut(35)],
  ['screen', whole(1, 100_000)],
  ['entry', (value) => (typeof value === 'boolean' ? value : undefined)],
  ['engaged_ms', whole(0, 86_400_000)],
  ['scroll_pct', whole(0, 100)],
  ['props', mendProps],
  ['value', (value) => (Number.isFinite(value) ? value : undefined)],
  ['ip', only((ip) => parseAddress(ip) !== undefined)],
  ['user_agent', cut(2048)],
  ['country', only((country) => country.length <= 8)],
];

/** Reads an event. Unknown fields are ignored, and null counts as absent. */
export function readFields(sent: Sent): ReadFields {
  for (const [field, check] of REQUIRED) {
    const value = sent[field];
    if ((value === undefined || value === null) && field !== 'name') continue;
    const wrong = check(value);
    if (wrong !== undefined) return { problem: `${field} ${wrong}` };
  }
  let event = sent;
  let trimmed: TrimmedField[] = NONE;
  for (const [field, mend] of OPTIONAL) {
    const value = sent[field];
    if (value === undefined || value === null) continue;
    const kept = mend(value);
    if (kept === value) continue;
    event = { ...event, [field]: kept };
    trimmed = [...trimmed, field];
  }
  return { event: event as unknown as WireEvent, trimmed };
}

const NONE: TrimmedField[] = [];

const MAX_KEYS = 30;
const MAX_KEY_LENGTH = 64;
const mendPropText = cut(256);

/** Keeps the first 30 keys that can be kept. A long key is dropped: part of it could be another one. */
function mendProps(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof IllFormedText)
    return undefined;
  const entries = Object.entries(value);
  const kept: [string, unknown][] = [];
  let isWhole = true;
  for (const [key, sent] of entries) {
    const prop = key.length > MAX_KEY_LENGTH || kept.length === MAX_KEYS ? undefined : mendProp(sent);
    if (prop !== undefined) kept.push([key, prop]);
    isWhole &&= prop === sent;
  }
  return isWhole ? value : Object.fromEntries(kept);
}

function mendProp(value: unknown): unknown {
  return typeof value === 'boolean' || Number.isFinite(value) ? value : mendPropText(value);
}

/** Cuts a text, never within a character (a surrogate pair). */
function cutText(value: string, max: number): string {
  const code = value.charCodeAt(max - 1);
  return value.slice(0, value.length > max && code >= 0xd8_00 && code <= 0xdb_ff ? max - 1 : max);
}
