/**
 * The register's hosts and paths as one regular expression for the tracker, which tests addresses as browsers write
 * them. It may not decide what is counted: the collector does, and knows more spellings.
 */
import { readHostText, type Place } from './host-text.ts';
import { decodeReadable } from './path-spellings.ts';

export interface WalledSite {
  readonly hosts: readonly string[];
  readonly register: { readonly hosts: readonly string[]; readonly paths: readonly string[] };
}

/** After an exact path: parameters of its last segment, slashes, then its query, the end, or the next address. */
const END = '(;[^/?#]*)?/*([?#]|$|http)';

/**
 * Returns the expression, of characters that need no escape in an attribute; undefined where the site names no
 * register. It fits addresses whose escapes are undone byte by byte (`unescape`), also several in a row.
 */
export function wallExpression({ hosts, register }: WalledSite): string | undefined {
  const own = hosts.map((host) => literal(readHostText(host)?.hostname ?? host)).join('|');
  const all = [
    ...register.hosts
      .map(readHostText)
      .filter((place) => place !== undefined)
      .map(hostExpression),
    ...register.paths.map((path) => String.raw`https?://(${own})\.?(:\d+)?${pathExpression(path)}`),
  ];
  return all.length === 0 ? undefined : all.join('|');
}

/** Browsers leave out the default port and end an origin with a slash. */
function hostExpression({ hostname = '', port }: Place): string {
  const host = String.raw`${literal(hostname)}\.?`;
  if (port === undefined) return String.raw`https?://${host}(:\d+)?/`;
  if (port === '443') return `https://${host}/|http://${host}:443/`;
  if (port === '80') return `http://${host}/|https://${host}:80/`;
  return `https?://${host}:${port}/`;
}

function pathExpression(pattern: string): string {
  const parts = decodeReadable(pattern)
    .split('*')
    .map((part) => part.split(/\/+/).map(literal).join('/+'));
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && last === '') {
    const start = parts.slice(0, -1).join('[^?#]*');
    return start.endsWith('/+') ? `${start.slice(0, -2)}([/?#;]|$|http)` : start;
  }
  return `${parts.join('[^?#]*').replace(/\/\+$/, '')}${END}`;
}

/** Returns an expression for these characters as the bytes of their UTF-8. */
function literal(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w-]/.test(character) ? character : String.raw`\x${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}
