/** The campaign of an event. It may not pass on an unscrubbed word. */
import type { CompiledSite } from '../config/compile.ts';
import { scrubTag } from './scrub-tag.ts';

/**
 * Returns the campaign. One on the site's list, compared without case, is spelled as on the list; others are scrubbed
 * and cut to 64 characters; null where there is none.
 */
export function deriveCampaign(utmCampaign: string | undefined, site: CompiledSite): string | null {
  if (utmCampaign === undefined) return null;
  return site.listedCampaign(utmCampaign) ?? (scrubTag(utmCampaign) || null);
}
