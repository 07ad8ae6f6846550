/**
 * Scans access logs of AWS Application Load Balancers. Source: Elastic Load Balancing, "Access logs for your
 * Application Load Balancer".
 */
import type { ScanResult } from './log-record.ts';
import { parseIsoTime } from './log-time.ts';
import { parseRequestLine } from './request-line.ts';
import { findClosingQuote, readQuotedField } from './scan-quoted.ts';

/** More fields than there are before the request: a line of spaces is not split further. */
const MOST_FIELDS = 20;

/**
 * Scans `type time elb client:port target:port 3 times elb_status target_status 2 sizes "request" "user agent" ...`;
 * the rest is not read.
 */
export function scanAlb(line: string): ScanResult {
  const open = line.indexOf('"');
  if (open < 0) return 'no request in quotes';
  const fields = line.slice(0, open - 1).split(' ', MOST_FIELDS);
  // Classic load balancers write no type.
  if (fields[0]?.charCodeAt(10) === 84) fields.unshift('');
  if (fields.length < 12) return 'too few fields';
  const [, stamp = '', , client = '', , , , , elbStatus] = fields;
  const time = stamp.charCodeAt(10) === 84 ? parseIsoTime(stamp, stamp.slice(11)) : Number.NaN;
  if (Number.isNaN(time)) return 'not a time';
  // `-`: the client closed the connection before an answer.
  const status = elbStatus === '-' ? 0 : Number(elbStatus);
  if (!(status >= 0 && status <= 999)) return 'not a status';
  const close = findClosingQuote(line, open);
  const agentEnd = close < 0 ? -1 : findClosingQuote(line, close + 2);
  if (agentEnd < 0) return 'a quote is not closed';
  const request = parseRequestLine(readQuotedField(line, open, close));
  return {
    time,
    ip: clientAddress(client),
    ...request,
    status,
    referrer: undefined,
    userAgent: readQuotedField(line, close + 2, agentEnd),
  };
}

function clientAddress(client: string): string {
  const colon = client.lastIndexOf(':');
  return (colon < 0 ? client : client.slice(0, colon)).replace(/^\[|\]$/g, '');
}
