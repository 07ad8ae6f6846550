/** Maps `utm_medium` to our closed vocabulary of media. It may not pass a word on. */
import type { Medium } from './known-places.ts';

const WORDS: readonly (readonly [Medium, RegExp])[] = [
  [
    'paid',
    /^(cpc|ppc|cpm|cpv|cpa|cpp|paid.*|display|banner|ads?|adwords|sem|retargeting|sponsored|affiliates?|.*[-_ ]paid)$/,
  ],
  ['mail', /^(e-?mail|mail|newsletter|e[-_ ]mail|mailing)$/],
  ['social', /^(social.*|sm|community)$/],
  ['search', /^(organic|search|seo)$/],
  ['ai', /^(ai|llm|chat|assistant|ai[-_ ].*)$/],
  ['referral', /^(referral|ref|link|partner|website|web|qr|pdf|print|offline)$/],
  ['direct', /^(direct|\(none\)|none)$/],
];

/** Maximum number of characters that are read. */
const MAX_READ_LENGTH = 256;

/** Returns the medium that a word stands for; undefined where it stands for none of ours. */
export function findMedium(utmMedium: string): Medium | undefined {
  const word = utmMedium.slice(0, MAX_READ_LENGTH).trim().toLowerCase();
  return WORDS.find(([, pattern]) => pattern.test(word))?.[0];
}
