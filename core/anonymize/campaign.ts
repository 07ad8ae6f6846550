/** The campaign of an event. It may not pass on an unscrubbed word. */
import type { CompiledSite } from '../config/compile.ts';
import { scrubTag } from './scrub-tag.ts';

/** Campaigns on the site's list as they are, others scrubbed and cut to 64 characters; null where there is none. */
export function campaignOf(utmCampaign: string | undefined, site: CompiledSite): string | null {
  if (utmCampaign === undefined || utmCampaign === '') return null;
  return site.campaigns.has(utmCampaign) ? utmCampaign : scrubTag(utmCampaign);
}
