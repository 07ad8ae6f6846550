/** Sentences of our own mails, so that a quotation without marks is not taken for what somebody wrote. */
import { mailWordsIn } from '../mail/mail-words-in.ts';
import type { RegisterConfig } from '../register-config-schema.ts';
import { foldWords } from './fold-words.ts';

/** Whether a line is a piece of a mail of ours. */
export type IsOurs = (line: string) => boolean;

/** Returns the test: two words or more that stand so in a sentence of ours. */
export function ourTextOf(config: RegisterConfig): IsOurs {
  const languages = new Set(['en', 'de', ...config.languages]);
  const sentences = [
    ...[...languages].flatMap((language) => textsIn(mailWordsIn(language))),
    ...textsIn(config.purposes),
    config.mail.postal ?? '',
  ].map(foldWords);
  return (line) => {
    const folded = foldWords(line);
    return folded.trim().includes(' ') && sentences.some((sentence) => sentence.includes(folded));
  };
}

/** Every text within an object; a function of words says its sentence without what is put into it. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return sentencesOf(value as (...args: string[]) => unknown);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** A mark in the place of what is put into a sentence; the sentence is cut there. */
const GAP = '\u0000';

/** Sentences into which something else than words is put are left out. */
function sentencesOf(words: (...args: string[]) => unknown): readonly string[] {
  try {
    const text = words(GAP, GAP, GAP);
    return typeof text === 'string' ? text.split(GAP) : [];
  } catch {
    return [];
  }
}
