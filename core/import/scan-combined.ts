/** Scans the common and combined log formats, as Apache and nginx write them. Source: httpd.apache.org, "Log Files". */
import type { ScanResult } from './log-record.ts';
import { parseClfTime } from './log-time.ts';
import { parseRequestLine } from './request-line.ts';
import { findClosingQuote, isQuote, readQuotedField } from './scan-quoted.ts';

const TIME_LENGTH = 26;

/** Scans `IP ident user [time] "request" status bytes`; the rest is not read. */
export function scanCommon(line: string): ScanResult {
  return scan(line, false);
}

/** Scans the common format followed by `"referrer" "user agent"`; the rest is not read. */
export function scanCombined(line: string): ScanResult {
  return scan(line, true);
}

function scan(line: string, combined: boolean): ScanResult {
  const space = line.indexOf(' ');
  if (space <= 0) return 'too few fields';
  const bracket = line.indexOf(' [', space);
  if (bracket < 0 || line.charCodeAt(bracket + 2 + TIME_LENGTH) !== 93) return 'no time in brackets';
  const time = parseClfTime(line, bracket + 2);
  if (Number.isNaN(time)) return 'not a time';
  const open = bracket + 2 + TIME_LENGTH + 2;
  if (!isQuote(line, open)) return 'no request in quotes';
  const close = findClosingQuote(line, open);
  if (close < 0) return 'a quote is not closed';
  const status = statusAt(line, close + 2);
  if (status === 0) return 'not a status';
  const { method, path, query, host, port } = parseRequestLine(readQuotedField(line, open, close));
  const ip = line.slice(0, space);
  if (!combined)
    return { time, ip, method, path, query, status, referrer: undefined, userAgent: undefined, host, port };

  const bytes = line.indexOf(' ', close + 6);
  if (bytes < 0 || !isQuote(line, bytes + 1)) return 'no referrer and user agent in quotes';
  const referrerEnd = findClosingQuote(line, bytes + 1);
  if (referrerEnd < 0) return 'a quote is not closed';
  if (!isQuote(line, referrerEnd + 2)) return 'no referrer and user agent in quotes';
  const agentEnd = findClosingQuote(line, referrerEnd + 2);
  if (agentEnd < 0) return 'a quote is not closed';
  return {
    time,
    ip,
    method,
    path,
    query,
    status,
    referrer: readQuotedField(line, bytes + 1, referrerEnd),
    userAgent: readQuotedField(line, referrerEnd + 2, agentEnd),
    host,
    port,
  };
}

/** Parses three digits followed by a space or the end; 0 where there are none. */
function statusAt(line: string, at: number): number {
  const next = line.charCodeAt(at + 3);
  const status = next === 32 || Number.isNaN(next) ? Number(line.slice(at, at + 3)) : 0;
  return status >= 100 && status <= 999 ? status : 0;
}
