/** Country by IP address from the CC0 database geo-whois-asn-country. It may not keep or log an address. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Reader, type CountryResponse } from 'mmdb-lib';

/** Reads the database into memory (8 MB); the look-up gives an ISO 3166-1 alpha-2 code, undefined where unknown or malformed. */
export function openCountryDatabase(): (ip: string) => string | undefined {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@ip-location-db/geo-whois-asn-country-mmdb/package.json'));
  const reader = new Reader<CountryResponse & { readonly country_code?: string }>(readFileSync(join(folder, 'geo-whois-asn-country.mmdb')));
  return (ip) => {
    try {
      return reader.get(ip)?.country_code;
    } catch {
      return undefined;
    }
  };
}
