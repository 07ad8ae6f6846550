/**
 * The bounds of a host name, checked before anything works on its labels: what does so may cost more than its share of
 * a long one. It may not judge what a host is called.
 */

/** Characters of a name and of a label (RFC 1035, 2.3.4), as text. */
const MAX_NAME_LENGTH = 253;
const MAX_LABEL_LENGTH = 63;
const LONG_LABEL = /[^.]{64}/;
/**
 * Scheme, then host with user and port, as the URL standard reads them: either slash, any number of them, tabs and line
 * breaks dropped.
 */
const AUTHORITY = /^[^:/\\?#]*:[/\\\t\n\r]*([^/\\?#]*)/;

/** Whether a text has the length of a host name; one full stop at its end is the root's. */
export function isHostLength(host: string): boolean {
  if (host.length <= MAX_LABEL_LENGTH) return true;
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  return name.length <= MAX_NAME_LENGTH && !LONG_LABEL.test(name);
}

/**
 * Whether what stands for the host in an address has such a length as it is written. Escapes and other scripts only
 * grow shorter or are checked once they are read: before that, reading them is what costs.
 */
export function hasHostLength(address: string): boolean {
  const authority = AUTHORITY.exec(address)?.[1] ?? '';
  return isHostLength(authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d{1,5}$/, ''));
}
