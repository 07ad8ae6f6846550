/**
 * Scans CloudFront's standard logs: tab-separated with a `#Fields` line, and the JSON of their second version. Source:
 * Amazon CloudFront Developer Guide, "Standard logging".
 */
import { decodeEscapes } from '../anonymize/percent.ts';
import type { LineScanner, ScanResult } from './log-record.ts';
import { parseIsoTime, parseLoggedTime } from './log-time.ts';
import { normalizeHost, portOf } from './request-line.ts';

type Lookup = (field: string) => string | undefined;

/** Returns a scanner for the form that the first lines have: JSON, or tabs with the header among them. */
export function openCloudFront(head: readonly string[]): LineScanner {
  if (head.find((line) => line !== '')?.startsWith('{') === true) return scanJson;
  const scanner = tabScanner();
  for (const line of head) if (line.startsWith('#')) scanner(line);
  return scanner;
}

/** Whether a line belongs to the header, which other logs do not have. */
export function isCloudFrontHeader(line: string): boolean {
  return /^#(Version|Fields):/.test(line);
}

/** Returns a scanner that reads tab-separated lines by the names of the last `#Fields` line. */
function tabScanner(): LineScanner {
  let column: ReadonlyMap<string, number> | undefined;
  return (line) => {
    if (line.startsWith('#')) {
      if (line.startsWith('#Fields:'))
        column = new Map(
          line
            .slice(8)
            .trim()
            .split(/\s+/)
            .map((name, index) => [name, index]),
        );
      return 'directive';
    }
    if (column === undefined) return 'no #Fields line before it';
    const columns = column;
    const values = line.split('\t');
    return toRecord((field) => {
      const at = columns.get(field);
      return at === undefined ? undefined : values[at];
    });
  };
}

/** Reads one JSON object per line, whose keys are the names of the fields. */
const scanJson: LineScanner = (line) => {
  if (!/^\s*\{/.test(line)) return 'not JSON';
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return 'not JSON';
  }
  if (typeof json !== 'object' || json === null) return 'not JSON';
  const fields = json as Readonly<Record<string, unknown>>;
  return toRecord((field) => (Object.hasOwn(fields, field) ? String(fields[field]) : undefined));
};

function toRecord(value: Lookup): ScanResult {
  const time = timeOf(value);
  const ip = value('c-ip');
  const method = value('cs-method');
  const stem = value('cs-uri-stem');
  if (time === undefined || ip === undefined || method === undefined || stem === undefined)
    return 'too few fields';
  if (Number.isNaN(time)) return 'not a time';
  // 000: the viewer left before the answer.
  const status = Number(value('sc-status'));
  if (!(status >= 0 && status <= 999)) return 'not a status';
  const host = valueOrUndefined(value('x-host-header')) ?? valueOrUndefined(value('cs(Host)'));
  return {
    time,
    ip,
    method,
    status,
    path: decodePercentSign(stem),
    query: decodePercentSign(valueOrUndefined(value('cs-uri-query')) ?? ''),
    referrer: optional(value('cs(Referer)'), decodePercentSign),
    userAgent: optional(value('cs(User-Agent)'), decodeAll),
    host: host === undefined ? undefined : normalizeHost(host),
    port: host === undefined ? undefined : portOf(host),
  };
}

/** Returns the instant of `date` and `time`, or of the timestamps that version 2 can log in their place. */
function timeOf(value: Lookup): number | undefined {
  const [day, clock] = [value('date'), value('time')];
  if (day !== undefined && clock !== undefined) return parseIsoTime(day, clock);
  const stamp = value('timestamp(ms)') ?? value('timestamp');
  return stamp === undefined ? undefined : parseLoggedTime(stamp);
}

/** A user agent is not read beyond this. */
const MOST_PLUSES = 1024;

function valueOrUndefined(value: string | undefined): string | undefined {
  return value === undefined || value === '-' || value === '' ? undefined : value;
}

/** Decodes an optional field: undefined where the log has no such field, empty where the visitor sent none. */
function optional(value: string | undefined, decode: (text: string) => string): string | undefined {
  return value === undefined ? undefined : decode(valueOrUndefined(value) ?? '');
}

/** Reverts CloudFront's encoding of `%` as `%25` once; the request's own encoding stays. */
function decodePercentSign(text: string): string {
  return text.includes('%25') ? text.replaceAll('%25', '%') : text;
}

/** Decodes user agents, which contain `%20` or, in older logs, `%2520` for a space. */
function decodeAll(text: string): string {
  let decoded = text;
  for (let pass = 0; pass < 2 && decoded.includes('%'); pass += 1)
    decoded = decodeEscapes(decoded) ?? decoded;
  // Other servers write tabs and `#Fields` as well, and a space as `+`.
  return decoded.includes(' ') ? decoded : decoded.slice(0, MOST_PLUSES).replaceAll('+', ' ');
}
