/**
 * Finds the visitor's address behind a known number of proxies. It may not trust more of X-Forwarded-For than those
 * proxies wrote.
 */
import { parseAddress, type Address } from '../anonymize/address.ts';

/** Maximum length of an address with brackets and a port; it bounds the work. */
const MAX_HOP_LENGTH = 80;

/**
 * Returns the n-th entry from the right of X-Forwarded-For, where n is the number of trusted proxies; without proxies,
 * the peer. Undefined where malformed or missing.
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

/**
 * Returns the n-th entry of a list, counted from its end; undefined where there are fewer, or the entry is too long for
 * an address.
 */
function hopFromRight(list: string, n: number): string | undefined {
  let end = list.length;
  for (let passed = 1; passed < n; passed++) {
    end = end <= 0 ? -1 : list.lastIndexOf(',', end - 1);
    if (end < 0) return undefined;
  }
  const start = end === 0 ? 0 : list.lastIndexOf(',', end - 1) + 1;
  return end - start > MAX_HOP_LENGTH ? undefined : list.slice(start, end).trim();
}

/** Removes the port, which some proxies write: `192.0.2.1:443` or `[2001:db8::1]:443`. */
function withoutPort(hop: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;
}
