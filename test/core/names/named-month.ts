/** Releases with names for tests: cells that were listed beforehand, and cells that passed a threshold. */
import { compileConfig, type CompiledConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import type { CellKeys } from '#core/disclosure/vocabularies';
import type { StoredRelease } from '#core/disclosure/stored-release';

/** A configuration with one site, `shop`. */
export function shopConfig(
  site: Readonly<Record<string, unknown>> = {},
  release: Readonly<Record<string, unknown>> = {},
): CompiledConfig {
  return compileConfig(
    parseConfig(
      JSON.stringify({
        release,
        sites: [
          {
            id: 'shop',
            hosts: ['shop.example'],
            published: ['/', '/listed', '/blog/*'],
            campaigns: ['spring'],
            goals: ['signup'],
            ...site,
          },
        ],
      }),
    ),
  );
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  pages: ['path'],
  landings: ['path'],
  sources: ['source', 'medium'],
  referrers: ['referrer'],
  campaigns: ['campaign'],
  names: ['name'],
  countries: ['value'],
};

/** A month of the shop with these open cells by table, and one public page. */
export function namedMonth(
  open: Readonly<Record<string, readonly CellKeys[]>>,
  period = '2026-03',
): StoredRelease {
  const tables = { pages: [], ...open };
  return {
    site: 'shop',
    period,
    level: 'month',
    days: [`${period}-01`],
    timeZone: 'UTC',
    catalogue: '2026-12-01',
    lists: '2026-12-01',
    profile: 'default',
    bounds: {},
    drawnOn: '2026-04-01',
    tables: Object.entries(tables).map(([name, cells]) => ({
      name,
      fact: name,
      keys: KEYS[name] ?? [],
      l0: 1,
      measures: [{ name: 'visitors', unit: 'visitor-days', variance: 100, nanorho: 1 }],
      floor: 10,
      partition: false,
      cells: [
        ...(name === 'pages' ? [{ keys: ['/listed'], public: true, noisy: { visitors: 500 } }] : []),
        ...cells.map((keys, index) => ({ keys, public: false, noisy: { visitors: 200 + index } })),
      ],
    })),
  };
}
