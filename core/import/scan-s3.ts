/**
 * Scans server access logs of Amazon S3. Source: Amazon S3 User Guide, "Amazon S3 server access log format"
 * (docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html).
 */
import type { ScanResult } from './log-record.ts';
import { parseClfTime } from './log-time.ts';
import { normalizeHost, parseRequestLine, portOf } from './request-line.ts';
import { findClosingQuote, isQuote, readQuotedField } from './scan-quoted.ts';

const TIME_LENGTH = 26;
/** Owner and bucket stand before the time: at most 64 and 63 characters, of which other stores have a few more. */
const MAX_BEFORE_TIME = 256;
/** Requests for objects by anybody; all others are calls of the API by the bucket's users. */
const VISITED = /^(?:WEBSITE|REST)\.[A-Z]+\.OBJECT$/;

/**
 * Scans `owner bucket [time] IP requester id operation key "request" status error bytes size total turn-around
 * "referrer" "user agent" version host-id signature cipher authentication host ...`. A call of the API, or a request by
 * another service of AWS, as CloudFront, is no visitor's: its method is that of no page.
 */
export function scanS3(line: string): ScanResult {
  const bracket = line.slice(0, MAX_BEFORE_TIME).indexOf(' [');
  if (bracket < 0 || line.charCodeAt(bracket + 2 + TIME_LENGTH) !== 93) return 'no time in brackets';
  const bucket = line.slice(line.indexOf(' ') + 1, bracket);
  const time = parseClfTime(line, bracket + 2);
  if (Number.isNaN(time)) return 'not a time';
  const open = findRequest(line, bracket);
  if (open < 0) return 'no request in quotes';
  const before = line.slice(bracket + 2 + TIME_LENGTH + 2, open - 1).split(' ');
  if (before.length !== 5) return 'too few fields';
  const [ip = '', requester = '', , operation = ''] = before;
  const close = isQuote(line, open) ? findClosingQuote(line, open) : open;
  if (close < 0) return 'a quote is not closed';
  const [, status = ''] = line.slice(close, close + 8).split(' ');
  if (!/^(?:\d{3}|-)$/.test(status)) return 'not a status';
  const referrer = line.indexOf('"', close + 2);
  if (referrer < 0) return 'no referrer and user agent in quotes';
  const referrerEnd = findClosingQuote(line, referrer);
  if (referrerEnd < 0) return 'a quote is not closed';
  const agentEnd = isQuote(line, referrerEnd + 2) ? findClosingQuote(line, referrerEnd + 2) : -1;
  if (agentEnd < 0) return 'no referrer and user agent in quotes';
  const request = parseRequestLine(close === open ? '' : readQuotedField(line, open, close));
  const [, , , , , , host = ''] = line.slice(agentEnd + 1).split(' ', 8);
  const userAgent = readQuotedField(line, referrerEnd + 2, agentEnd);
  const isVisit =
    VISITED.test(operation) && !requester.startsWith('svc:') && userAgent !== 'Amazon CloudFront';
  return {
    ...request,
    ...hostOf(host),
    method: isVisit || request.method === '' ? request.method : 'API',
    path: withoutBucket(request.path, bucket, host),
    time,
    ip,
    status: status === '-' ? 0 : Number(status),
    referrer: readQuotedField(line, referrer, referrerEnd),
    userAgent,
  };
}

/** Returns the index of the request, in quotes or a lone dash, behind the five fields that follow the time. */
function findRequest(line: string, bracket: number): number {
  let at = bracket + 2 + TIME_LENGTH + 1;
  for (let field = 0; field < 5 && at >= 0; field++) at = line.indexOf(' ', at + 1);
  return at < 0 ? -1 : at + 1;
}

/** The endpoint of a bucket is no host of a site. */
function hostOf(host: string): { readonly host: string | undefined; readonly port: string | undefined } {
  return host === '' || host === '-' || /\.amazonaws\.com(?:\.cn)?(?::\d+)?$/i.test(host)
    ? { host: undefined, port: undefined }
    : { host: normalizeHost(host), port: portOf(host) };
}

/** Requests in path style name the bucket before the key. */
function withoutBucket(path: string, bucket: string, host: string): string {
  return /^s3[.-]/i.test(host) && path.startsWith(`/${bucket}/`) ? path.slice(bucket.length + 1) : path;
}
