/**
 * Derives what may be kept of an event's page: path, topic, campaign, and the source that its address names. It may not
 * keep the address.
 */
import type { CompiledSite } from '../config/compile.ts';
import { deriveCampaign } from './campaign.ts';
import { readCampaignParameters } from './campaign-parameters.ts';
import { pageName } from './page-name.ts';
import { pagePath } from './path.ts';
import { scrubPath } from './scrub-path.ts';
import { findNamedSource, type NamedSource } from './source.ts';

export interface Page {
  /** The scrubbed path, with the parameters that the site lists. */
  readonly path: string;
  readonly topic: string;
  readonly campaign: string | null;
  readonly namedSource: NamedSource;
}

/** Derives a page from its path and query as requested. */
export function derivePage(target: string, site: CompiledSite): Page {
  const page = pagePath(target, site.pathRules);
  const parameters = readCampaignParameters(page.query);
  return {
    path: scrubPath(page, site),
    topic: site.topic(pageName(page, site.keepParameters)),
    campaign: deriveCampaign(parameters.campaign, site),
    namedSource: findNamedSource(parameters, site.hosts),
  };
}
