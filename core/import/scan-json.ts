/**
 * Scans JSON logs, one object per line: of nginx and Apache by the names that their users give to the fields, of Caddy,
 * Traefik and others by their own. Sources: see json-names.ts.
 */
import { parseAddress } from '../anonymize/address.ts';
import { FIELD_NAMES, type FieldMap, type FieldName } from './field-map.ts';
import { withJsonEscapes } from './json-escapes.ts';
import { JSON_NAMES, namesOfHeader } from './json-names.ts';
import type { LineScanner, ScanResult } from './log-record.ts';
import { parseLoggedTime } from './log-time.ts';
import { normalizeHost, parseRequestLine, portOf } from './request-line.ts';

type Value = string | number;
/** Returns the value of a field: the first of its names for which `accepts` holds. */
type Lookup = (name: FieldName, accepts?: (value: Value) => boolean) => Value | undefined;

/** Fields of one line that are read, and levels of nesting. */
const MAX_FIELDS = 256;
const MAX_DEPTH = 4;

/** Returns a scanner that finds each field by the map or, where this does not name it, by the usual names. */
export function openJson(map: FieldMap = {}): LineScanner {
  const names = Object.fromEntries(
    FIELD_NAMES.map((name) => [
      name,
      map[name] === undefined ? JSON_NAMES[name] : [plainName(map[name] ?? '')],
    ]),
  ) as Readonly<Record<FieldName, readonly string[]>>;
  const lookUp = {
    ...names,
    ...(map.path !== undefined && map.request === undefined ? { request: [] } : {}),
  };
  return (line) => {
    const json = parseObject(line);
    if (json === undefined) return 'not JSON';
    const fields = new Map<string, Value>();
    flatten(json, '', 0, fields);
    return toRecord((name, accepts) => {
      for (const one of lookUp[name]) {
        const value = fields.get(one);
        if (value !== undefined && (accepts?.(value) ?? true)) return value;
      }
      return undefined;
    }, fields);
  };
}

/** Parses an object. Apache and nginx write bytes as `\xHH`, which JSON does not know. */
function parseObject(line: string): object | undefined {
  if (!/^\s{0,8}\{/.test(line)) return undefined;
  for (const text of line.includes('\\x') ? [line, withJsonEscapes(line)] : [line])
    try {
      return JSON.parse(text) as object;
    } catch {
      // The next form is tried.
    }
  return undefined;
}

/** Collects texts and numbers under their plain names; of a list, as of a header's values, all texts. */
function flatten(value: unknown, name: string, depth: number, fields: Map<string, Value>): void {
  if (fields.size >= MAX_FIELDS) return;
  if (typeof value === 'string' || typeof value === 'number') {
    if (!fields.has(name)) fields.set(name, value === '-' ? '' : value);
  } else if (Array.isArray(value)) {
    const texts = value.slice(0, MAX_FIELDS).filter((one) => typeof one === 'string');
    if (texts.length > 0) flatten(texts.join(', '), name, depth, fields);
  } else if (typeof value === 'object' && value !== null && depth < MAX_DEPTH) {
    for (const [key, inner] of Object.entries(value).slice(0, MAX_FIELDS))
      flatten(inner, name + plainName(key), depth + 1, fields);
  }
}

const KNOWN_NAMES = new Map<string, string>();
const MAX_KNOWN = 1000;

/** Returns a name in lower case with letters and digits only. */
function plainName(name: string): string {
  const known = KNOWN_NAMES.get(name);
  if (known !== undefined) return known;
  const plain = name
    .slice(0, 128)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  if (KNOWN_NAMES.size < MAX_KNOWN && name.length <= 128) KNOWN_NAMES.set(name, plain);
  return plain;
}

function toRecord(field: Lookup, fields: ReadonlyMap<string, Value>): ScanResult {
  const request = requestOf(field);
  const address = field('address', isFilled) ?? hostThatIsAddress(field);
  if (request === undefined || (address === undefined && field('forwardedFor') === undefined))
    return 'too few fields';
  const when = timeOf(field, fields);
  if (when === undefined) return 'too few fields';
  if (Number.isNaN(when)) return 'not a time';
  const status = Number(field('status', (value) => /^\d{1,3}$/.test(String(value))));
  if (!(status >= 0 && status <= 999)) return 'not a status';
  const host = textOf(field('host', isHost));
  const hasHeaders = [...fields.keys()].some((name) => /^(?:request|req)?headers/.test(name));
  const header = (name: string) =>
    textOf(
      namesOfHeader(name.replaceAll(/[^a-z0-9]/g, ''))
        .map((one) => fields.get(one))
        .find(isKnown),
    );
  const missing = hasHeaders ? '' : undefined;
  return {
    time: when,
    ip: textOf(address) ?? '',
    forwardedFor: textOf(field('forwardedFor', isFilled)),
    ...request,
    status,
    referrer: textOf(field('referrer')) ?? missing,
    userAgent: textOf(field('userAgent')) ?? missing,
    host: host === undefined ? request.host : normalizeHost(host),
    port: host === undefined ? request.port : portOf(host),
    header,
  };
}

const isKnown = (value: Value | undefined) => value !== undefined;
const isFilled = (value: Value) => value !== '';
const textOf = (value: Value | undefined) => (value === undefined ? undefined : String(value));

/** Whether a value names a host: not `_` or a pattern, as nginx's `server_name` may be, nor an address. */
function isHost(value: Value): boolean {
  const text = String(value);
  return (
    /^[\p{L}\p{N}][\p{L}\p{N}.-]*(?::\d+)?$/u.test(text) &&
    (text.includes('.') || text.startsWith('localhost'))
  );
}

/** Apache's `%h` is the visitor's host, and many logs call it so. */
function hostThatIsAddress(field: Lookup): Value | undefined {
  return field('host', (value) => parseAddress(String(value)) !== undefined);
}

function requestOf(field: Lookup): ReturnType<typeof parseRequestLine> | undefined {
  const line = field('request', isFilled);
  if (/^[A-Z][A-Z-]{1,19} \S/.test(String(line))) return parseRequestLine(String(line));
  const path = field('path', isFilled) ?? line;
  if (path === undefined) return field('request') === undefined ? undefined : parseRequestLine('');
  // A log of pages alone may leave the method out.
  const method = field('method', isFilled) ?? 'GET';
  const query = String(field('query', isFilled) ?? '').replace(/^\?/, '');
  const target = query === '' || String(path).includes('?') ? String(path) : `${path}?${query}`;
  return parseRequestLine(`${method} ${target.replaceAll(' ', '%20')} HTTP/1.1`);
}

/** Returns the instant; NaN where no field reads as one, undefined where there is none. */
function timeOf(field: Lookup, fields: ReadonlyMap<string, Value>): number | undefined {
  const value = field('time', (one) => !Number.isNaN(parseLoggedTime(one)));
  if (value !== undefined) return parseLoggedTime(value);
  const [date, time] = [fields.get('date'), fields.get('time')];
  if (date !== undefined && time !== undefined) return parseLoggedTime(`${date} ${time}`);
  return field('time') === undefined ? undefined : Number.NaN;
}
