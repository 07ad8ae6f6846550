/**
 * Leaves out the full stop of the root at the end of a host name: `www.example.com.` is `www.example.com` (RFC 1034,
 * 3.1). It may not use a pattern, since one would search a text of many full stops again from each of them.
 */

/** Returns a host name without the full stops at its end. */
export function withoutRootStop(hostname: string): string {
  let end = hostname.length;
  while (end > 0 && hostname.charCodeAt(end - 1) === FULL_STOP) end--;
  return hostname.slice(0, end);
}

const FULL_STOP = 46;

/** Returns an Origin header as the configuration writes origins; browsers keep the full stop of the root. */
export function plainOrigin(header: string): string {
  const port = /:\d{1,5}$/.exec(header)?.[0] ?? '';
  return withoutRootStop(header.slice(0, header.length - port.length)) + port;
}
