/** Scans the common and combined log formats, as Apache and nginx write them. Source: httpd.apache.org, "Log Files". */
import type { ScanResult, UnparseableReason } from './log-record.ts';
import { parseClfTime } from './log-time.ts';
import { readHead } from './read-head.ts';
import { parseRequestLine } from './request-line.ts';
import { findClosingQuote, isQuote, readQuotedField } from './scan-quoted.ts';

const TIME_LENGTH = 26;

/** Prefixes hold brackets of their own, as `nginx [123]`: only so many are tried for the time. */
const MAX_BRACKETS = 8;

/**
 * Scans `IP ident user [time] "request" status bytes`. A user agent behind it is read where the visitor sent one, since
 * a log may go on as combined; an empty one counts as not logged.
 */
export function scanCommon(line: string): ScanResult {
  return scan(line, 'agentless');
}

/** Scans the common format followed by `"referrer" "user agent"`. */
export function scanCombined(line: string): ScanResult {
  return scan(line, 'with agent');
}

/** Scans either format, line by line. */
export function scanCommonOrCombined(line: string): ScanResult {
  return scan(line, 'either');
}

function scan(line: string, as: 'agentless' | 'with agent' | 'either'): ScanResult {
  const space = line.indexOf(' ');
  if (space <= 0) return 'too few fields';
  const bracket = findTime(line, space);
  if (bracket < 0) return 'no time in brackets';
  const time = parseClfTime(line, bracket + 2);
  if (Number.isNaN(time)) return 'not a time';
  const open = findRequest(line, bracket + 2 + TIME_LENGTH + 2);
  if (open < 0) return 'no request in quotes';
  const close = findClosingQuote(line, open);
  if (close < 0) return 'a quote is not closed';
  const status = statusAt(line, close + 2);
  if (status === 0) return 'not a status';
  const request = parseRequestLine(readQuotedField(line, open, close));
  const plain = isPlain(line, space, bracket);
  const head = plain ? undefined : readHead(line.slice(0, bracket));
  const ip = head === undefined ? line.slice(0, space) : head.ip;
  const { method, path, query } = request;
  const host = request.host ?? head?.host;
  const port = request.host === undefined ? head?.port : request.port;
  const forwardedFor = head?.forwardedFor;
  const agent = readAgent(line, close + 6);
  if (typeof agent === 'string') {
    const isMissing = agent === 'no referrer and user agent in quotes';
    if (as === 'with agent' || (as === 'either' && !isMissing)) return agent;
  }
  const sent =
    typeof agent === 'object' && (as !== 'agentless' || agent.userAgent !== '') ? agent : NOT_LOGGED;
  const { referrer, userAgent, rest } = sent;
  return { time, ip, forwardedFor, rest, method, path, query, status, referrer, userAgent, host, port };
}

/** Returns the index of ` [` before the time; -1 where no bracket closes at its length. */
function findTime(line: string, from: number): number {
  let bracket = line.indexOf(' [', from);
  for (let tried = 1; bracket >= 0 && tried <= MAX_BRACKETS; tried++) {
    if (line.charCodeAt(bracket + 2 + TIME_LENGTH) === 93) return bracket;
    bracket = line.indexOf(' [', bracket + 1);
  }
  return -1;
}

/** Some servers write a duration between time and request, as `(0 s)`. */
const MAX_BETWEEN = 24;

/** Returns the index of the quote that opens the request; -1 where there is none. */
function findRequest(line: string, at: number): number {
  if (isQuote(line, at)) return at;
  const open = line.slice(at, at + MAX_BETWEEN).indexOf(' "');
  return open < 0 ? -1 : at + open + 1;
}

/** Whether only `IP - user` precedes the time, as in nearly every log. */
function isPlain(line: string, space: number, bracket: number): boolean {
  return (
    line.charCodeAt(space + 1) === 45 &&
    line.charCodeAt(space + 2) === 32 &&
    line.indexOf(' ', space + 3) === bracket
  );
}

interface Agent {
  readonly referrer: string | undefined;
  readonly userAgent: string | undefined;
  readonly rest: string | undefined;
}
const NOT_LOGGED: Agent = { referrer: undefined, userAgent: undefined, rest: undefined };

/** Reads `"referrer" "user agent"` behind the bytes, which begin at `from`. */
function readAgent(line: string, from: number): Agent | UnparseableReason {
  const bytes = line.indexOf(' ', from);
  if (bytes < 0 || !isQuote(line, bytes + 1)) return 'no referrer and user agent in quotes';
  const referrerEnd = findClosingQuote(line, bytes + 1);
  if (referrerEnd < 0) return 'a quote is not closed';
  if (!isQuote(line, referrerEnd + 2)) return 'no referrer and user agent in quotes';
  const agentEnd = findClosingQuote(line, referrerEnd + 2);
  if (agentEnd < 0) return 'a quote is not closed';
  return {
    referrer: readQuotedField(line, bytes + 1, referrerEnd),
    userAgent: readQuotedField(line, referrerEnd + 2, agentEnd),
    rest: line.slice(agentEnd + 1),
  };
}

/** Parses three digits followed by a space or the end; 0 where there are none. */
function statusAt(line: string, at: number): number {
  const next = line.charCodeAt(at + 3);
  const status = next === 32 || Number.isNaN(next) ? Number(line.slice(at, at + 3)) : 0;
  return status >= 100 && status <= 999 ? status : 0;
}
