/** The configuration, compiled for the hot path: sites by id, paths and networks as matchers. */
import { parseNetwork, type Network } from '../anonymize/address.ts';
import { Zone } from '../time/zone.ts';
import { OTHER_PAGE, type Mask } from '../anonymize/mask.ts';
import { registerWall, type RegisterWall } from '../wall/register-wall.ts';
import type { PathRules } from '../anonymize/path-rules.ts';
import { compileMask } from './compile-mask.ts';
import {
  canonicalName,
  pathMatcher,
  patternNames,
  requestedMatcher,
  type PathMatcher,
  type PatternNames,
} from './path-matcher.ts';
import type { Config, SiteConfig } from './schema.ts';

export interface CompiledSite {
  readonly id: string;
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  /**
   * Public cells: exact published paths and sitemap entries, in their normal form, with their listed parameters, which
   * bypass the scrubber; the masks; and `(other)` where unlisted pages are folded into it.
   */
  readonly publishedPaths: ReadonlySet<string>;
  /** What the patterns of `published` match: no public cells; their names are kept when a month is settled. */
  readonly publishedPatterns: PatternNames;
  /** Whether a pattern of `published` matches the name of a page. */
  readonly matchesPublished: PathMatcher;
  /** In the order of the configuration. */
  readonly masks: readonly Mask[];
  /** Whether pages that the site does not list become `(other)`. */
  readonly foldsUnlisted: boolean;
  /** How spellings of one page are told from pages of their own. */
  readonly pathRules: PathRules;
  /** Query parameters that are part of a page. */
  readonly keepParameters: ReadonlySet<string>;
  /** Returns the topic of a page by its name, or `(no topic)`. */
  readonly topic: (name: string) => string;
  /** What `exclude.paths` matches: names of pages in their normal form, and as they were requested. */
  readonly exclude: {
    readonly isEmpty: boolean;
    readonly matches: PathMatcher;
    readonly matchesRequested: PathMatcher;
  };
  readonly excludedNetworks: readonly Network[];
  /** Whether something that was sent or logged touches the register, and is therefore not counted. */
  readonly touchesRegister: RegisterWall;
  readonly goals: ReadonlySet<string>;
  readonly campaigns: ReadonlySet<string>;
  /** Returns the campaign on the list that equals this one without case, spelled as on the list. */
  readonly listedCampaign: (campaign: string) => string | undefined;
  /** Allow-listed keys: the values that are kept, or true where all are. */
  readonly props: ReadonlyMap<string, true | ReadonlySet<string>>;
  readonly maxWorthCents: number;
  readonly eventsPerSecond: number | undefined;
  readonly config: SiteConfig;
}

export interface CompiledConfig {
  readonly zone: Zone;
  readonly source: Config;
  readonly trustedProxies: number;
  /** The header in which a trusted proxy sends the country; undefined unless proxies are trusted. */
  readonly countryHeader: string | undefined;
  readonly honoursGpc: boolean;
  readonly honoursDnt: boolean;
  /** The origins of all sites. */
  readonly origins: ReadonlySet<string>;
  /** Returns the site with an id; undefined where none is configured. */
  site(id: string): CompiledSite | undefined;
}

/**
 * Compiles a validated configuration. `publishedFiles` holds, by site id, the paths of the sitemaps that `published`
 * names; a site whose sitemap is missing from it publishes nothing.
 */
export function compileConfig(
  config: Config,
  publishedFiles: ReadonlyMap<string, readonly string[]> = new Map(),
): CompiledConfig {
  const sites = new Map(
    config.sites.map((site) => [site.id, compileSite(site, publishedFiles.get(site.id) ?? [])]),
  );
  return {
    zone: new Zone(config.timeZone),
    source: config,
    trustedProxies: config.trustedProxies,
    countryHeader: config.trustedProxies > 0 ? config.countryHeader : undefined,
    honoursGpc: config.honour.includes('gpc'),
    honoursDnt: config.honour.includes('dnt'),
    origins: new Set(config.sites.flatMap((site) => site.origins)),
    site: (id) => sites.get(id),
  };
}

function compileSite(site: SiteConfig, sitemap: readonly string[]): CompiledSite {
  const keepParameters = new Set(site.keepParameters);
  const pathRules = site.paths;
  const topics = site.topics.map((topic) => ({
    name: topic.name,
    matches: pathMatcher(topic.paths, keepParameters, pathRules),
  }));
  const masks = site.mask.map((pattern) => compileMask(pattern, pathRules));
  const foldsUnlisted = site.unlisted === 'fold';
  const [patterns, exact] = splitPublished(site.published);
  const campaigns = new Set(site.campaigns);
  // Where two campaigns differ in case alone, the first one counts.
  const withoutCase = new Map(
    site.campaigns.toReversed().map((campaign) => [campaign.toLowerCase(), campaign]),
  );
  return {
    id: site.id,
    hosts: new Set(site.hosts),
    origins: new Set(site.origins),
    publishedPaths: new Set([
      ...[...exact, ...sitemap].map((path) => canonicalName(path, keepParameters, pathRules)),
      ...masks.map(({ page }) => page),
      ...(foldsUnlisted ? [OTHER_PAGE] : []),
    ]),
    publishedPatterns: patternNames(patterns, keepParameters, pathRules),
    matchesPublished: pathMatcher(patterns, keepParameters, pathRules),
    masks,
    foldsUnlisted,
    pathRules,
    keepParameters,
    topic: (name) => topics.find((topic) => topic.matches(name))?.name ?? '(no topic)',
    exclude: {
      isEmpty: site.exclude.paths.length === 0,
      matches: pathMatcher(site.exclude.paths, keepParameters, pathRules),
      matchesRequested: requestedMatcher(site.exclude.paths, keepParameters),
    },
    excludedNetworks: site.exclude.networks
      .map((cidr) => parseNetwork(cidr))
      .filter((network) => network !== undefined),
    touchesRegister: registerWall({ ...site.register, siteHosts: site.hosts, keepParameters }),
    goals: new Set(site.goals),
    campaigns,
    listedCampaign: (campaign) =>
      campaigns.has(campaign) ? campaign : withoutCase.get(campaign.toLowerCase()),
    props: new Map(
      Object.entries(site.props).map(([key, values]) => [key, values === true ? true : new Set(values)]),
    ),
    maxWorthCents: site.maxWorth * 100,
    eventsPerSecond: site.eventsPerSecond,
    config: site,
  };
}

/** Returns patterns and exact paths apart; the name of a sitemap is neither. */
function splitPublished(
  published: SiteConfig['published'],
): readonly [patterns: readonly string[], exact: readonly string[]] {
  if (typeof published === 'string') return [[], []];
  const isPattern = (path: string) => path.endsWith('*');
  return [published.filter(isPattern), published.filter((path) => !isPattern(path))];
}
