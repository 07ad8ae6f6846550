/**
 * Looks up countries by IP address in a file of the CC0 database geo-whois-asn-country. It may not keep or log an
 * address.
 */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { Reader, type CountryResponse } from 'mmdb-lib';

/**
 * Addresses that belong to no country although the registries assign some of them (RFC 6890: private, shared,
 * documentation).
 */
const RESERVED_NETWORKS = (
  [
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['240.0.0.0', 4],
  ] as const
).map(([network, bits]) => ({ start: numberOf(network), size: 2 ** (32 - bits) }));

/** Converts a well-formed IPv4 address to its 32 bits. */
function numberOf(ip: string): number {
  let whole = 0;
  for (const byte of ip.split('.')) whole = whole * 256 + Number(byte);
  return whole;
}

function isReserved(ip: string): boolean {
  const address = numberOf(ip);
  return RESERVED_NETWORKS.some(({ start, size }) => address >= start && address < start + size);
}

/**
 * Reads the database into memory (8 MB). The lookup returns an ISO 3166-1 alpha-2 code; undefined where the address is
 * unknown or malformed.
 */
export function countryLookup(file: string): (ip: string) => string | undefined {
  const reader = new Reader<CountryResponse & { readonly country_code?: string }>(readFileSync(file));
  return (ip) => {
    const family = isIP(ip);
    return family === 0 || (family === 4 && isReserved(ip)) ? undefined : reader.get(ip)?.country_code;
  };
}
