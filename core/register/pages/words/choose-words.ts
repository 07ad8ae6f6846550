/** Chooses the words of the hosted pages: English and German, and English for any other language. */
import { ENGLISH } from './english.ts';
import { GERMAN } from './german.ts';
import type { PageWords } from './page-words.ts';

/** Returns the words in a language; in English where there are none in it. */
export function chooseWords(language: string): PageWords {
  return primaryOf(language) === 'de' ? GERMAN : ENGLISH;
}

/** Returns the language in which chooseWords answers, as an attribute `lang` names it. */
export function languageOfWords(language: string): string {
  return ['de', 'en'].includes(primaryOf(language)) ? language : 'en';
}

const primaryOf = (language: string): string => language.split('-')[0] ?? '';
