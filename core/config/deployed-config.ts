/**
 * The configuration as the functions on AWS get it: headcount.json with sitemaps resolved and keys as digests. It may not
 * hold a key, a path of the machine that deployed, nor how it is deployed.
 */
import type { Config, SiteConfig } from './schema.ts';

export type DeployedSite = Omit<SiteConfig, 'keyFile' | 'published'> & {
  /** SHA-256 of the trimmed key of servers that post for their visitors, 64 hex digits. Absent: the site has no key. */
  readonly keyDigest?: string;
  /** Exact paths and patterns, those of a sitemap included. */
  readonly published: readonly string[];
};

export type DeployedConfig = Omit<Config, '$schema' | 'aws' | 'sites'> & { readonly sites: readonly DeployedSite[] };
