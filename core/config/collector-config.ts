/**
 * The configuration as it lies beside the collector's bundle on AWS: checked before, sitemaps read, keys as digests. It
 * may not hold a key, nor the name of a file of the machine that deployed it.
 */
import { compileConfig, type CompiledConfig } from './compile.ts';
import type { Config, SiteConfig } from './schema.ts';

export interface CollectorSite extends Omit<SiteConfig, 'keyFile' | 'published'> {
  /** Paths that are public, as configured or as the sitemap listed them; `*` at the end for a pattern. */
  readonly published: string[];
  /** SHA-256 of the key of servers, 64 hex digits; absent where the site has none. */
  readonly keyDigest?: string;
}

/** What `headcount.json` beside the bundle holds. */
export interface CollectorConfig extends Omit<Config, 'sites' | 'aws' | '$schema'> {
  readonly sites: CollectorSite[];
}

/** Header in which CloudFront says the viewer's country; believed only with the origin's secret. */
export const VIEWER_COUNTRY = 'cloudfront-viewer-country';

/** From a checked configuration: `sitemaps` holds the paths of sites that name one, `keyDigests` the digests of keys, both by site id. */
export function collectorConfig(config: Config, sitemaps: ReadonlyMap<string, readonly string[]>, keyDigests: ReadonlyMap<string, string>): CollectorConfig {
  const { sites, aws: _aws, $schema: _schema, ...rest } = config;
  return {
    ...rest,
    sites: sites.map(({ keyFile: _keyFile, ...site }) => {
      const digest = keyDigests.get(site.id);
      return { ...site, published: typeof site.published === 'string' ? [...(sitemaps.get(site.id) ?? [])] : site.published, ...(digest === undefined ? {} : { keyDigest: digest }) };
    }),
  };
}

/**
 * Compiled for the collector on AWS. The peer's address is settled before core sees a request, so no proxy is trusted
 * there, and the country comes in one header or none.
 */
export function compileCollectorConfig(config: CollectorConfig): CompiledConfig {
  return { ...compileConfig(config), trustedProxies: 0, countryHeader: VIEWER_COUNTRY };
}
