/** The tag that a website puts into its pages. */
import { wallExpression, type WalledSite } from '../wall/wall-expression.ts';

/** What the tag needs of a site. */
export interface TaggedSite extends WalledSite {
  readonly id: string;
}

/**
 * Returns the tag of a configured site. `base` is the address of the collector, without a slash at its end. Where the
 * site names a register, the tag tells the tracker what to leave out.
 */
export function scriptTag(base: string, site: TaggedSite): string {
  const wall = wallExpression(site);
  return `<script defer src="${base}/headcount.js" data-site="${site.id}"${wall === undefined ? '' : ` data-wall="${wall}"`}></script>`;
}
