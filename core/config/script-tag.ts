/** The tag that a website puts into its pages. */

/**
 * Returns the tag. `base` is the address of the collector, without a slash at its end; `site` is the id of a configured
 * site.
 */
export function scriptTag(base: string, site: string): string {
  return `<script defer src="${base}/headcount.js" data-site="${site}"></script>`;
}
