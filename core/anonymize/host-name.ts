/**
 * The length limits of a host name, checked before anything processes its labels, because that can be expensive for a
 * long one.
 */

/** Maximum characters of a name and of a label as text (RFC 1035, 2.3.4). */
const MAX_NAME_LENGTH = 253;
const MAX_LABEL_LENGTH = 63;
const LONG_LABEL = /[^.]{64}/;
/**
 * The scheme, then the host with user and port, as the URL standard reads them: any number of slashes of either kind,
 * tabs and line breaks dropped.
 */
const AUTHORITY = /^[^:/\\?#]*:[/\\\t\n\r]*([^/\\?#]*)/;

/** Whether a text is short enough for a host name; one full stop at its end stands for the root. */
export function isHostLength(host: string): boolean {
  if (host.length <= MAX_LABEL_LENGTH) return true;
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  return name.length <= MAX_NAME_LENGTH && !LONG_LABEL.test(name);
}

/** Host with user, password and port: no link has more before its host than this leaves. */
const MAX_AUTHORITY_LENGTH = 1024;

/**
 * Whether the host of an address, as written, is short enough. Escapes and other scripts only become shorter, or are
 * checked after parsing: it is the parsing that is expensive.
 */
export function hasHostLength(address: string): boolean {
  const authority = AUTHORITY.exec(address)?.[1] ?? '';
  if (authority.length > MAX_AUTHORITY_LENGTH) return false;
  return isHostLength(authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d{1,5}$/, ''));
}
