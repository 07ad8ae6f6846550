/** Whether letters and digits look drawn at random rather than written. It may not look anything up. */

const LONG = 20;

/** Runs that a writer would see as one: CamelCase words, upper-case runs, numbers. */
function runs(word: string): number {
  return word.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g)?.length ?? 0;
}

/** Letters that nobody can pronounce: few vowels, or many consonants in a row. */
function unpronounceable(letters: string): boolean {
  const vowels = letters.match(/[aeiouy]/gi)?.length ?? 0;
  return vowels / letters.length < 0.25 || /[^aeiouy]{7,}/i.test(letters);
}

/** One word of 20 and more: digits within letters, cases mixed as no CamelCase does, or unpronounceable. */
function isRandomWord(word: string): boolean {
  if (word.length < LONG) return false;
  if (/\d/.test(word)) return /[A-Za-z]/.test(word) && !/^[A-Za-z]?[a-z]+\d{1,4}$/.test(word);
  return word.length / runs(word) < 3.2 || unpronounceable(word);
}

/** A short word that nobody wrote: `V1StGXR8`, `t2z9k`. Product codes are of this kind too: one alone says little. */
function isUnwrittenWord(word: string): boolean {
  const count = runs(word);
  const each = word.length / Math.max(count, 1);
  if (/\d/.test(word) && /[a-z]/i.test(word)) {
    if (count > 3 || /[A-Za-z]\d+[A-Za-z]|\d[A-Za-z]+\d/.test(word)) return true;
    return /[a-z]/.test(word) && /[A-Z]/.test(word) && each < 2.6;
  }
  return (count >= 3 && each < 2.6) || (word.length >= 7 && unpronounceable(word));
}

function letters(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}

/** Whether a good part (0 to 1) of the letters and digits of a text stands in words that nobody wrote. */
export function isUnwritten(text: string, part: number): boolean {
  const words = text.split(/[^A-Za-z0-9]+/);
  return (
    letters(words.filter((word) => isUnwrittenWord(word) || isRandomWord(word))) >=
    part * Math.max(letters(words), 1)
  );
}

/** Whether a text of letters, digits and `-_+/=~.` of 20 and more looks like a token. Slugs of written words do not. */
export function looksRandom(text: string): boolean {
  return text.length >= LONG && (isUnwritten(text, 0.45) || text.split(/[^A-Za-z0-9]+/).some(isRandomWord));
}
