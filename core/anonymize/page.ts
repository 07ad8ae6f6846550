/** What of an event's page may be kept: path, topic, campaign, and what its address says of the source. It may not keep the address. */
import type { CompiledSite } from '../config/compile.ts';
import { campaignOf } from './campaign.ts';
import { keptPath, pagePath, utmOf } from './path.ts';
import { namedBy, type NamedSource } from './source.ts';

export interface Page {
  /** Scrubbed, with the allow-listed parameters. */
  readonly path: string;
  readonly topic: string;
  readonly campaign: string | null;
  readonly named: NamedSource;
}

/** Derives a page from its path and query as they were requested. */
export function pageOf(target: string, site: CompiledSite): Page {
  const page = pagePath(target);
  const utm = utmOf(page);
  return {
    path: keptPath(page, site),
    topic: site.topic(page.path),
    campaign: campaignOf(utm.campaign, site),
    named: namedBy(utm),
  };
}
