/**
 * The configuration that is deployed beside the bundles on AWS: validated, with sitemaps read and keys as digests. It
 * may not hold a key, the name of a file on the machine that deployed it, nor how it is deployed.
 */
import { compileConfig, type CompiledConfig } from './compile.ts';
import type { Config, SiteConfig } from './schema.ts';

export interface DeployedSite extends Omit<SiteConfig, 'keyFile' | 'published'> {
  /** Public paths, as configured or as listed by the sitemap; `*` at the end for a pattern. */
  readonly published: string[];
  /**
   * SHA-256 of the trimmed key of servers that post for their visitors, as 64 hex digits; absent where the site has
   * none.
   */
  readonly keyDigest?: string;
}

/** The content of `headcount.json` beside a bundle. */
export interface DeployedConfig extends Omit<Config, 'sites' | 'aws' | 'register' | '$schema'> {
  readonly sites: DeployedSite[];
}

/** The header in which CloudFront sends the viewer's country; trusted only together with the origin's secret. */
export const VIEWER_COUNTRY = 'cloudfront-viewer-country';

/**
 * Converts a validated configuration. `sitemaps` holds the paths of sites that name one, `keyDigests` the digests of
 * keys, both by site id.
 */
export function deployedConfig(
  config: Config,
  sitemaps: ReadonlyMap<string, readonly string[]>,
  keyDigests: ReadonlyMap<string, string>,
): DeployedConfig {
  const { sites, aws: _aws, register: _register, $schema: _schema, ...rest } = config;
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
 * Compiles the configuration for the collector on AWS. The peer's address is determined before core sees a request, so
 * no proxy is trusted there. The country comes in one header, or in none where the configuration wants no country, even
 * if it is known.
 */
export function compileDeployedConfig(config: DeployedConfig): CompiledConfig {
  return {
    ...compileConfig(config),
    trustedProxies: 0,
    countryHeader: config.country === 'none' ? undefined : VIEWER_COUNTRY,
  };
}
