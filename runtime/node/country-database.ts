/** Locates the country database where npm installed it. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { countryLookup } from './country-lookup.ts';

/** Opens the installed database like countryLookup. */
export function openCountryDatabase(): (ip: string) => string | undefined {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@ip-location-db/geo-whois-asn-country-mmdb/package.json'));
  return countryLookup(join(folder, 'geo-whois-asn-country.mmdb'));
}
