/**
 * Scans logs in the W3C extended format, as IIS writes them: values in the order of the last `#Fields` line, `-` for
 * none, times in UTC. Sources: w3.org (WD-logfile), learn.microsoft.com (W3C Logging, Custom log fields).
 */
import type { LineScanner, ScanResult } from './log-record.ts';
import { parseIsoTime } from './log-time.ts';
import { normalizeHost, portOf, parseRequestLine } from './request-line.ts';

/** A field that only CloudFront has: its logs encode their values otherwise. */
const CLOUDFRONT = /^x-edge-/;

/** Returns a scanner that knows the header lines among the first lines. */
export function openW3c(head: readonly string[]): LineScanner {
  const scan = w3cScanner();
  for (const line of head) if (line.startsWith('#')) scan(line);
  return scan;
}

/** Whether a line belongs to the header of such a log. */
export function isW3cHeader(line: string): boolean {
  return (
    /^#(?:Software|Version|Date|Start-Date|End-Date|Remark|Fields):/i.test(line) && !/x-edge-/.test(line)
  );
}

function w3cScanner(): LineScanner {
  let columns: ReadonlyMap<string, number> | undefined;
  let date: string | undefined;
  return (line) => {
    if (line.startsWith('#')) {
      if (/^#date:/i.test(line)) date = line.slice(6).trim().slice(0, 10);
      if (/^#fields:/i.test(line)) columns = readColumns(line.slice(8));
      return 'directive';
    }
    if (columns === undefined) return 'no #Fields line before it';
    const values = splitValues(line);
    const known = columns;
    return toRecord(
      (field) => {
        const value = values[known.get(field) ?? -1];
        return value === '-' || value === '' ? undefined : value;
      },
      date,
      known,
    );
  };
}

function readColumns(text: string): ReadonlyMap<string, number> | undefined {
  const names = text.trim().toLowerCase().split(/\s+/);
  if (names.some((name) => CLOUDFRONT.test(name))) return undefined;
  return new Map(names.map((name, index) => [name, index]));
}

/** Splits at spaces or tabs; a value in quotes, which the format allows, is one. */
function splitValues(line: string): readonly string[] {
  if (line.includes('\t')) return line.split('\t');
  if (!line.includes('"')) return line.split(' ');
  return (line.match(/"(?:[^"]|"")*"|[^ ]+/g) ?? []).map((value) =>
    value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value,
  );
}

const REFERRERS = ['cs(referer)', 'cs(referrer)'] as const;

function toRecord(
  field: (name: string) => string | undefined,
  headDate: string | undefined,
  columns: ReadonlyMap<string, number>,
): ScanResult {
  const day = field('date') ?? field('date-local') ?? headDate;
  const clock = field('time') ?? field('time-local');
  const method = field('cs-method');
  const uri = field('cs-uri');
  const stem = field('cs-uri-stem') ?? (uri !== undefined && /^[\w.-]+\//.test(uri) ? `https://${uri}` : uri);
  if (day === undefined || clock === undefined || method === undefined || stem === undefined)
    return 'too few fields';
  const time = parseIsoTime(day, clock);
  if (Number.isNaN(time)) return 'not a time';
  const status = Number(field('sc-status'));
  if (!(status >= 0 && status <= 999)) return 'not a status';
  const query = field('cs-uri-query');
  const target = query === undefined || stem.includes('?') ? stem : `${stem}?${query}`;
  const request = parseRequestLine(`${method} ${target} HTTP/1.1`);
  const host = field('cs-host') ?? field('cs(host)') ?? request.host;
  const forwardedFor = field('x-forwarded-for') ?? field('cs(x-forwarded-for)') ?? field('c-ip-xff');
  return {
    ...request,
    time,
    ip: field('c-ip') ?? field('c-dns') ?? '',
    forwardedFor: forwardedFor?.replaceAll('+', ' '),
    status,
    referrer: REFERRERS.some((name) => columns.has(name))
      ? (REFERRERS.map(field).find((value) => value !== undefined) ?? '')
      : undefined,
    // IIS writes a space as `+`, and a `+` as well.
    userAgent: columns.has('cs(user-agent)')
      ? (field('cs(user-agent)') ?? '').replaceAll('+', ' ')
      : undefined,
    host: host === undefined ? undefined : normalizeHost(host),
    port: host === undefined ? undefined : portOf(host),
  };
}
