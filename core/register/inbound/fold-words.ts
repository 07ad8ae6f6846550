/** Text as it is compared with lists of words: without case, accents and punctuation. */

/** Folds case and accents; line breaks and punctuation stay. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll(/[\u2018\u2019\u02bc\u00b4`]/g, "'");

/** Folds text to words with one space before, between and after them, so that whole words can be sought in it. */
export const foldWords = (text: string): string =>
  ` ${foldText(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** Whether folded text has one of the phrases, which are folded too, as whole words. */
export const hasPhrase = (folded: string, phrases: readonly string[]): boolean =>
  phrases.some((phrase) => folded.includes(` ${phrase} `));
