/** The tag that a website puts into its pages. */

/** `base` is where the collector is reached, without a slash at its end; `site` is the id of a configured site. */
export function scriptTag(base: string, site: string): string {
  return `<script defer src="${base}/headcount.js" data-site="${site}"></script>`;
}
