/** The rules by which a site tells spellings of one page from pages of their own: `paths` of headcount.json. */

export interface PathRules {
  /** `ignore`: `/a/` is the page `/a`. */
  readonly trailingSlash: 'ignore' | 'keep';
  /** `lower`: `/A` is the page `/a`. */
  readonly case: 'keep' | 'lower';
  /** `folder`: `/a/index.html` is the page `/a/`. */
  readonly index: 'folder' | 'keep';
}

/**
 * What most servers do: static sites and frameworks answer `/a` and `/a/` with the same page or redirect one to the
 * other, every server has index files, and paths are case-sensitive (RFC 3986, 6.2.2.1).
 */
export const DEFAULT_PATH_RULES: PathRules = { trailingSlash: 'ignore', case: 'keep', index: 'folder' };
