/**
 * The configuration as it lies beside the bundles on AWS: checked before, sitemaps read, keys as digests. It may not
 * hold a key, the name of a file of the machine that deployed, nor how it is deployed.
 */
import { compileConfig, type CompiledConfig } from './compile.ts';
import type { Config, SiteConfig } from './schema.ts';

export interface DeployedSite extends Omit<SiteConfig, 'keyFile' | 'published'> {
  /** Paths that are public, as configured or as the sitemap listed them; `*` at the end for a pattern. */
  readonly published: string[];
  /**
   * SHA-256 of the trimmed key of servers that post for their visitors, 64 hex digits; absent where the site has none.
   */
  readonly keyDigest?: string;
}

/** What `headcount.json` beside a bundle holds. */
export interface DeployedConfig extends Omit<Config, 'sites' | 'aws' | '$schema'> {
  readonly sites: DeployedSite[];
}

/** Header in which CloudFront says the viewer's country; believed only with the origin's secret. */
export const VIEWER_COUNTRY = 'cloudfront-viewer-country';

/**
 * From a checked configuration: `sitemaps` holds the paths of sites that name one, `keyDigests` the digests of keys,
 * both by site id.
 */
export function deployedConfig(
  config: Config,
  sitemaps: ReadonlyMap<string, readonly string[]>,
  keyDigests: ReadonlyMap<string, string>,
): DeployedConfig {
  const { sites, aws: _aws, $schema: _schema, ...rest } = config;
  return {
    ...rest,
    sites: sites.map(({ keyFile: _keyFile, ...site }) => {
      const digest = keyDigests.get(site.id);
      return {
        ...site,
        published: typeof site.published === 'string' ? [...(sitemaps.get(site.id) ?? [])] : site.published,
        ...(digest === undefined ? {} : { keyDigest: digest }),
      };
    }),
  };
}

/**
 * Compiled for the collector on AWS. The peer's address is settled before core sees a request, so no proxy is trusted
 * there, and the country comes in one header or none: in none where the configuration wants no country, whoever knows
 * it.
 */
export function compileDeployedConfig(config: DeployedConfig): CompiledConfig {
  return {
    ...compileConfig(config),
    trustedProxies: 0,
    countryHeader: config.country === 'none' ? undefined : VIEWER_COUNTRY,
  };
}
