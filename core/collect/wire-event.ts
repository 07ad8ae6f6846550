/**
 * The fields of one event as docs/reference.md lists them, with their checks. It may not put a value into a message:
 * field and limit only.
 */

export interface WireEvent {
  readonly id?: string;
  readonly name: string;
  readonly url?: string;
  readonly referrer?: string;
  readonly language?: string;
  readonly screen?: number;
  readonly entry?: boolean;
  readonly engaged_ms?: number;
  readonly scroll_pct?: number;
  readonly props?: Readonly<Record<string, string | number | boolean>>;
  readonly value?: number;
  readonly ip?: string;
  readonly user_agent?: string;
  readonly country?: string;
  readonly opted_out?: boolean;
  readonly time?: string;
}

/** Returns the problem, or undefined. */
type Check = (value: unknown) => string | undefined;

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
const integer =
  (min: number, max: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? undefined
      : `must be a whole number from ${min} to ${max}`;
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
const finite: Check = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a finite number';

const props: Check = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object';
  const entries = Object.entries(value);
  if (entries.length > 30) return 'must have at most 30 keys';
  for (const [key, propValue] of entries) {
    if (key.length > 64) return 'must have keys of at most 64 characters';
    if (
      typeof propValue === 'string'
        ? propValue.length > 256
        : typeof propValue !== 'boolean' && !Number.isFinite(propValue)
    )
      return 'must have values that are strings of at most 256 characters, numbers or booleans';
  }
  return undefined;
};

const CHECKS: readonly (readonly [keyof WireEvent, Check])[] = [
  ['name', pattern(/^[A-Za-z0-9 _.:-]{1,64}$/, 'is required: 1 to 64 of letters, digits, space and _ . : -')],
  ['id', pattern(/^[A-Za-z0-9-]{16,64}$/, 'must be 16 to 64 of letters, digits and -')],
  ['url', text(2048)],
  ['referrer', text(2048)],
  ['language', text(35)],
  ['screen', integer(1, 100_000)],
  ['entry', flag],
  ['engaged_ms', integer(0, 86_400_000)],
  ['scroll_pct', integer(0, 100)],
  ['props', props],
  ['value', finite],
  ['ip', text(64)],
  ['user_agent', text(2048)],
  ['country', text(8)],
  ['opted_out', flag],
  ['time', text(40)],
];

/** Fields that only a server with the site's key may send. */
export const SERVER_FIELDS = ['ip', 'user_agent', 'country', 'opted_out', 'time'] as const;

/**
 * Returns the first problem of an event as `field: what it must be`; undefined where there is none. Unknown fields are
 * ignored, and null counts as absent.
 */
export function findFieldError(event: Readonly<Record<string, unknown>>): string | undefined {
  for (const [field, check] of CHECKS) {
    const value = event[field];
    if ((value === undefined || value === null) && field !== 'name') continue;
    const wrong = check(value);
    if (wrong !== undefined) return `${field} ${wrong}`;
  }
  return undefined;
}
