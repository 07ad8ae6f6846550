/**
 * Click identifiers that advertisers and networks hang on links: what their presence says. It may not see their values.
 */
import type { Medium } from './referrer.ts';

export interface Click {
  /** Where the click was, unless something else names it. */
  readonly source: string;
  readonly medium: Medium;
}

const GOOGLE: Click = { source: 'Google', medium: 'paid' };

/**
 * By the parameter's name in lower case. Google marks links shown to one person (`gclid`) and in bulk (`gbraid`,
 * `wbraid`).
 */
export const CLICK_IDS: ReadonlyMap<string, Click> = new Map([
  ['gclid', GOOGLE],
  ['gbraid', GOOGLE],
  ['wbraid', GOOGLE],
  ['dclid', GOOGLE],
  ['msclkid', { source: 'Bing', medium: 'paid' }],
  ['fbclid', { source: 'Facebook', medium: 'social' }],
  ['igshid', { source: 'Instagram', medium: 'social' }],
]);
