/** The tag that a website puts into its pages. */
import { wallExpression, type WalledSite } from '../wall/wall-expression.ts';

/** What the tag needs of a site. */
export interface TaggedSite extends WalledSite {
  readonly id: string;
  readonly keepParameters?: readonly string[];
}

/** A version of the tracker, and the digest by which a browser recognises it (Subresource Integrity). */
export interface PinnedVersion {
  readonly version: string;
  readonly integrity: string;
}

/**
 * Returns the tag of a configured site. `base` is the address of the collector, without a slash at its end. Where the
 * site names a register, the tag tells the tracker what to leave out; where it lists query parameters, which ones to
 * send. With `pinned`, a browser runs that version of the
 * script and no other.
 */
export function scriptTag(base: string, site: TaggedSite, pinned?: PinnedVersion): string {
  const wall = wallExpression(site);
  const source =
    pinned === undefined
      ? `src="${base}/headcount.js"`
      : `src="${base}/headcount.${pinned.version}.js" integrity="${pinned.integrity}" crossorigin="anonymous"`;
  const keep = (site.keepParameters ?? []).flatMap(addressSpellings).join(' ');
  return [
    `<script defer ${source} data-site="${site.id}"`,
    ...(keep === '' ? [] : [` data-keep="${keep}"`]),
    ...(wall === undefined ? [] : [` data-wall="${wall}"`]),
    '></script>',
  ].join('');
}

/**
 * Returns the spellings of a parameter's name in addresses: of a browser, of a script that encodes it, of a form. The
 * tracker compares them as they stand, without undoing an escape.
 */
function addressSpellings(name: string): readonly string[] {
  const typed = new URL(`http://a/?${name}`).search.slice(1);
  const form = new URLSearchParams([[name, '']]).toString().slice(0, -1);
  return [...new Set([typed, encodeURIComponent(name), form])];
}
