/**
 * Click identifiers that advertisers and networks append to links, and what their presence means. It may not see their
 * values.
 */
import type { Medium } from './known-places.ts';

export interface ClickOrigin {
  /** The source of the click, unless another parameter names it. */
  readonly source: string;
  readonly medium: Medium;
}

const GOOGLE: ClickOrigin = { source: 'Google', medium: 'paid' };

/**
 * Click identifiers by parameter name, in lower case. Google uses one for links shown to one person (`gclid`) and
 * others for aggregates (`gbraid`, `wbraid`).
 */
export const CLICK_IDS: ReadonlyMap<string, ClickOrigin> = new Map([
  ['gclid', GOOGLE],
  ['gbraid', GOOGLE],
  ['wbraid', GOOGLE],
  ['dclid', GOOGLE],
  ['msclkid', { source: 'Bing', medium: 'paid' }],
  ['fbclid', { source: 'Facebook', medium: 'social' }],
  ['igshid', { source: 'Instagram', medium: 'social' }],
]);
