/**
 * Finds the visitor's address in what a log has where an address is expected: with a port, in brackets, as a list, or
 * beside an X-Forwarded-For. It may not trust more of a list than `trustedProxies` allows.
 */
import { isInNetwork, parseAddress, parseNetwork, type Address, type Network } from '../anonymize/address.ts';
import { clientAddress } from '../collect/client-address.ts';

/** Maximum length of an address with brackets, a port, and a file's name before it. */
const MAX_TOKEN = 160;

/**
 * Returns the visitor's address. A single address is taken as it is. Of a list, as a proxy forwards it, it is the n-th
 * from the right, where n is `trustedProxies`; undefined without proxies, since then nobody can tell which one it is.
 * With `forwardedFor` beside it, the address is that of the peer, see `addressBehind`.
 */
export function loggedAddress(
  text: string,
  forwardedFor: string | undefined,
  trustedProxies: number,
): Address | undefined {
  const forwarded = forwardedFor !== undefined && trustedProxies > 0 && isAddressList(forwardedFor);
  if (!forwarded) {
    const plain = parseAddress(text);
    if (plain !== undefined) return plain;
    if (!text.includes(',')) return addressOfToken(text);
    if (trustedProxies === 0) return undefined;
    return clientAddress('', text, trustedProxies) ?? clientAddress('', withoutFile(text), trustedProxies);
  }
  return addressBehind(addressOfToken(text), forwardedFor, trustedProxies);
}

/**
 * Returns the address behind the proxies of a peer. A log is written by a server behind n proxies (the list names the
 * visitor n-th from the right) or by the last of these proxies itself (the peer is then the list's last entry); the
 * length of the list tells which. A private address that a visitor's own proxy wrote is not the visitor's, where the
 * peer's is public.
 */
function addressBehind(peer: Address | undefined, list: string, trustedProxies: number): Address | undefined {
  const behind = clientAddress('', list, trustedProxies) ?? behindPeer(peer, list, trustedProxies);
  if (peer === undefined || (behind !== undefined && (!isPrivate(behind) || isPrivate(peer)))) return behind;
  return isPrivate(peer) ? (behind ?? peer) : peer;
}

function behindPeer(peer: Address | undefined, list: string, trustedProxies: number): Address | undefined {
  return trustedProxies === 1 ? peer : clientAddress('', list, trustedProxies - 1);
}

/** More quoted fields than logs have behind the user agent. */
const MAX_QUOTED = 12;

/**
 * Finds X-Forwarded-For among the quoted fields behind the user agent (nginx's `main` format, Apache's
 * `"%{X-Forwarded-For}i"` at the end): the first field where it consists of addresses, else the first one that holds a
 * public address, since the address of an upstream may be quoted as well.
 */
export function forwardedIn(rest: string): string | undefined {
  let open = rest.indexOf('"');
  for (let field = 0; open >= 0 && field < MAX_QUOTED; field++) {
    const close = rest.indexOf('"', open + 1);
    if (close < 0) return undefined;
    const text = rest.slice(open + 1, close);
    if (isAddressList(text) && (field === 0 || text.split(',').some(isPublic))) return text;
    open = rest.indexOf('"', close + 1);
  }
  return undefined;
}

function isPublic(entry: string): boolean {
  const address = addressOfToken(entry.trim());
  return address !== undefined && !isPrivate(address);
}

/** Whether each entry of a list is an address or `unknown`, and one at least an address. */
export function isAddressList(text: string): boolean {
  if (text.length < 2 || text.length > 1024) return false;
  const entries = text.split(',').map((entry) => entry.trim());
  return (
    entries.some((entry) => addressOfToken(entry) !== undefined) &&
    entries.every((entry) => entry === '' || entry === 'unknown' || addressOfToken(entry) !== undefined)
  );
}

/** Parses an address, with brackets, a port, or a file's name and a colon before it (as `grep -H` prints). */
export function addressOfToken(token: string): Address | undefined {
  if (token.length < 2 || token.length > MAX_TOKEN) return undefined;
  return addressWithPort(token) ?? addressWithPort(withoutFile(token));
}

function addressWithPort(token: string): Address | undefined {
  const plain = parseAddress(token);
  if (plain !== undefined) return plain;
  const text = /^\[([^\]]*)\](?::\d+)?$/.exec(token)?.[1] ?? /^([\d.]+):\d+$/.exec(token)?.[1];
  return text === undefined ? undefined : parseAddress(text);
}

/** Removes a file's name before an address, as `grep -H` prints it. */
function withoutFile(text: string): string {
  const colon = text.indexOf(':');
  return colon > 0 && /[^\d.]/.test(text.slice(0, colon)) ? text.slice(colon + 1) : text;
}

const PRIVATE: readonly Network[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
].flatMap((network) => parseNetwork(network) ?? []);

/** Whether an address belongs to a private network or this machine (RFC 1918, 4193, 6598). */
export function isPrivate(address: Address): boolean {
  return PRIVATE.some((network) => isInNetwork(address, network));
}
