/** Words of a form or of register.json: one line or several, the same in each language or one text per language. */
import { z } from 'zod';

/** The same text in each language, as `{"en": "...", "de": "..."}`. */
export type LocalizedText = Readonly<Record<string, string>>;
/** Words that need no translation, or a text per language. */
export type Words = string | LocalizedText;

export const language = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, 'a language in lower case, as "en" or "de-AT"');

/** One line, in Unicode's composed form, so that the same words always have the same hash. */
export const line = z
  .string()
  .max(500)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*[^\p{Cc}\p{Z}][^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'one line that is not empty')
  .normalize('NFC');

const paragraphs = z
  .string()
  .max(20_000)
  .regex(/^(?:[^\p{Cc}]|[\n\r\t])*[^\p{Cc}\p{Z}](?:[^\p{Cc}]|[\n\r\t])*$/u, 'a text that is not empty')
  .overwrite((text) => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim());

export const lineText = z.record(language, line);
export const paragraphText = z.record(language, paragraphs);
export const words = z.union([line, lineText]);

/**
 * Returns the words in a language; in another one where they lack it, which parseRegister refuses for the configured
 * languages.
 */
export function wordsIn(text: Words, lang: string): string {
  return typeof text === 'string' ? text : (text[lang] ?? Object.values(text)[0] ?? '');
}
