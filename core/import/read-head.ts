/**
 * Reads what stands before the time of a line in the common or combined format where that is more than address, ident
 * and user: prefixes of syslog, journald, docker compose, containers and kubectl, a virtual host, a list of addresses.
 * Prefixes are not told apart by name: the visitor's address is the one next to the user, whatever precedes it.
 * Sources of the shapes: RFC 3164 (4.1), RFC 5424 (6.2), httpd.apache.org (mod_log_config, vhost_combined), the
 * Kubernetes CRI log format, docs.docker.com (compose logs).
 */
import { addressOfToken, isPrivate } from './logged-address.ts';
import { normalizeHost, portOf } from './request-line.ts';

export interface LineHead {
  /** The address or list; empty where there is none. */
  readonly ip: string;
  readonly forwardedFor: string | undefined;
  readonly host: string | undefined;
  readonly port: string | undefined;
}

/** More tokens than any prefix has. */
const MAX_TOKENS = 40;
const MAX_HEAD = 2048;

interface Group {
  /** Index of its first token. */
  readonly start: number;
  readonly text: string;
  /** Whether quotes or parentheses enclose it. */
  readonly enclosed: boolean;
  readonly isList: boolean;
}

/** Reads the text before the time. */
export function readHead(head: string): LineHead {
  const tokens = head
    .slice(-MAX_HEAD)
    .trim()
    .split(/[ \t]+/)
    .slice(-MAX_TOKENS);
  const last = groupBefore(tokens, tokens.length, tokens.length);
  if (last === undefined) return { ip: '', forwardedFor: undefined, host: undefined, port: undefined };
  const before = groupBefore(tokens, last.start, 1);
  const first = before ?? last;
  return { ...choose(last, before), ...virtualHost(tokens[first.start - 1] ?? '') };
}

/** Of two addresses beside each other, tells the peer from the list that it forwarded. */
function choose(last: Group, before: Group | undefined): Pick<LineHead, 'ip' | 'forwardedFor'> {
  if (before === undefined) return { ip: last.text, forwardedFor: undefined };
  if (last.enclosed && !before.enclosed) return { ip: before.text, forwardedFor: last.text };
  if (before.enclosed || before.isList) return { ip: last.text, forwardedFor: before.text };
  // `server visitor`, or a visitor's address before that of a proxy beside the server.
  const [left, right] = [addressOfToken(before.text), addressOfToken(last.text)];
  const isProxy = left !== undefined && right !== undefined && isPrivate(right) && !isPrivate(left);
  return isProxy && !/:\d+$/.test(before.text)
    ? { ip: last.text, forwardedFor: before.text }
    : { ip: last.text, forwardedFor: undefined };
}

/**
 * Returns the last address or list of addresses that ends before token `end`, at most `reach` tokens away. A user whose
 * name is an address (`address - user`) is skipped.
 */
function groupBefore(tokens: readonly string[], end: number, reach: number): Group | undefined {
  for (let at = end - 1; at >= Math.max(0, end - reach); at--) {
    if (!isAddress(tokens[at])) continue;
    const isUser = at === tokens.length - 1 && at >= 2 && tokens[at - 1] === '-' && isAddress(tokens[at - 2]);
    if (isUser) continue;
    let start = at;
    while (start > 0 && tokens[start - 1]?.endsWith(',') === true) start -= 1;
    const text = tokens.slice(start, at + 1).join(' ');
    return {
      start,
      text: bare(text),
      enclosed: /^[("].*[)"]$/.test(text),
      isList: text.includes(','),
    };
  }
  return undefined;
}

function isAddress(token: string | undefined): boolean {
  return (
    token !== undefined &&
    token.length <= 1024 &&
    bare(token)
      .split(',')
      .some((entry) => addressOfToken(entry) !== undefined)
  );
}

/** Removes quotes, parentheses, a byte-order mark (RFC 5424, 6.4), and a comma at the end. */
function bare(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && '("\uFEFF'.includes(text.charAt(start))) start += 1;
  while (end > start && ')",'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Reads `host:port` as Apache's vhost_combined writes it; a name without a dot is a machine's, not a site's. */
function virtualHost(token: string): Pick<LineHead, 'host' | 'port'> {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*\.?:\d{1,5}$/i.test(token)
    ? { host: normalizeHost(token), port: portOf(token) }
    : { host: undefined, port: undefined };
}
