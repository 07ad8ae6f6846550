/** Chooses the sentences of the register's mails. */
import { GERMAN_MAIL } from './mail-words-de.ts';
import { ENGLISH_MAIL } from './mail-words-en.ts';
import type { MailWords } from './mail-words.ts';

/** Returns the sentences of a language, `de` for `de-AT`; English where the program has none. */
export function mailWordsIn(language: string): MailWords {
  return language.split('-')[0] === 'de' ? GERMAN_MAIL : ENGLISH_MAIL;
}
