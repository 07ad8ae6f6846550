/**
 * IP addresses as bytes: parsing, comparison with networks, and the form that enters a visitor key. It may not keep
 * one.
 */

/** Four bytes (IPv4, including mapped IPv6) or sixteen. */
export type Address = readonly number[];

/**
 * Parses an address. IPv4 mapped into IPv6 (`::ffff:192.0.2.1`) is unmapped, and a zone index is dropped. Undefined
 * where malformed.
 */
export function parseAddress(text: string): Address | undefined {
  if (text.length > 64) return undefined;
  if (!text.includes(':')) return parseV4(text);
  const bytes = parseV6(text.split('%', 1)[0] ?? '');
  if (bytes === undefined) return undefined;
  const mapped = bytes[10] === 0xff && bytes[11] === 0xff && bytes.slice(0, 10).every((byte) => byte === 0);
  return mapped ? bytes.slice(12) : bytes;
}

/** Parses four numbers without leading zeros, as inet_pton does; by hand, because it runs for every request. */
function parseV4(text: string): number[] | undefined {
  const bytes: number[] = [];
  let value = -1;
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? 46 : text.charCodeAt(at);
    if (code === 46) {
      if (value < 0) return undefined;
      bytes.push(value);
      value = -1;
    } else if (code < 48 || code > 57 || value === 0) return undefined;
    else {
      value = value < 0 ? code - 48 : value * 10 + code - 48;
      if (value > 255) return undefined;
    }
  }
  return bytes.length === 4 ? bytes : undefined;
}

function parseV6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = [groups(halves[0] ?? ''), groups(halves[1] ?? '')];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

function groups(text: string): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 && part.includes('.') ? parseV4(part) : undefined;
    if (v4 !== undefined) bytes.push(...v4);
    else if (/^[0-9a-f]{1,4}$/i.test(part))
      bytes.push(Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255);
    else return undefined;
  }
  return bytes;
}

/**
 * Returns the part of an address that enters the visitor key: IPv4 whole, IPv6 by its /64 (a household, not an
 * interface).
 */
export function addressPart(address: Address): string {
  if (address.length === 4) return address.join('.');
  return address
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** Returns the usual text of an address, for look-ups in memory. */
export function addressText(address: Address): string {
  if (address.length === 4) return address.join('.');
  const words = Array.from({ length: 8 }, (_, i) =>
    (((address[2 * i] ?? 0) << 8) | (address[2 * i + 1] ?? 0)).toString(16),
  );
  return words.join(':');
}

export interface Network {
  readonly bytes: Address;
  readonly bits: number;
}

/** Parses CIDR notation; undefined where malformed. A mapped IPv4 network counts as IPv4. */
export function parseNetwork(cidr: string): Network | undefined {
  const [text, length] = cidr.split('/');
  const bytes = parseAddress(text ?? '');
  if (bytes === undefined || length === undefined || !/^\d{1,3}$/.test(length)) return undefined;
  const bits = Number(length) - (bytes.length === 4 && text?.includes(':') === true ? 96 : 0);
  return bits >= 0 && bits <= bytes.length * 8 ? { bytes, bits } : undefined;
}

/** Whether an address lies in a network; never across families. */
export function isInNetwork(address: Address, network: Network): boolean {
  if (address.length !== network.bytes.length) return false;
  for (let bit = 0; bit < network.bits; bit += 8) {
    const mask = network.bits - bit >= 8 ? 255 : (255 << (8 - (network.bits - bit))) & 255;
    if (((address[bit / 8] ?? 0) & mask) !== ((network.bytes[bit / 8] ?? 0) & mask)) return false;
  }
  return true;
}
