/**
 * The visitor's address behind a known number of proxies. It may not believe more of X-Forwarded-For than those wrote.
 */
import { parseAddress, type Address } from '../anonymize/address.ts';

/** No address with brackets and a port is longer; it bounds the work. */
const MAX_HOP_LENGTH = 80;

/**
 * The n-th from the right of X-Forwarded-For, n the number of trusted proxies; with none the peer. Undefined where
 * malformed or missing.
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | undefined,
  trustedProxies: number,
): Address | undefined {
  if (trustedProxies === 0) return parseAddress(peer);
  const hop = hopFromRight(forwardedFor ?? '', trustedProxies);
  if (hop === undefined) return undefined;
  return parseAddress(hop.includes(':') ? withoutPort(hop) : hop);
}

/** The n-th of a list, counted from its end; undefined where there are fewer, or it is longer than any. */
function hopFromRight(list: string, n: number): string | undefined {
  let end = list.length;
  for (let passed = 1; passed < n; passed++) {
    end = end <= 0 ? -1 : list.lastIndexOf(',', end - 1);
    if (end < 0) return undefined;
  }
  const start = end === 0 ? 0 : list.lastIndexOf(',', end - 1) + 1;
  return end - start > MAX_HOP_LENGTH ? undefined : list.slice(start, end).trim();
}

/** Some proxies write `192.0.2.1:443` or `[2001:db8::1]:443`. */
function withoutPort(hop: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;
}
