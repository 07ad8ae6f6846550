/** The medium that `utm_medium` names, in our closed vocabulary. It may not pass a word on. */
import type { Medium } from './referrer.ts';

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

/** Characters that decide what a word means. */
const MAX_READ_LENGTH = 256;

/** Undefined where the word is none of ours. */
export function findMedium(utmMedium: string): Medium | undefined {
  const word = utmMedium.slice(0, MAX_READ_LENGTH).trim().toLowerCase();
  return WORDS.find(([, pattern]) => pattern.test(word))?.[0];
}
