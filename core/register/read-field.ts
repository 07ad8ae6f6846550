/** Reads one posted value of a form's field: clean, or what is wrong with it. */
import { isEmailAddress } from './email-address.ts';
import type { FormField } from './form-schema.ts';
import type { SubmissionProblem } from './submission-problems.ts';

/** Most characters (code points) of a field, by its type. */
export const MAX_CHARACTERS: Readonly<Record<FormField['type'], number>> = {
  text: 500,
  email: 500,
  longtext: 5000,
};

/**
 * Control characters, line and paragraph separators, halves of surrogate pairs, and the controls that turn the
 * direction of a text around: they would break a header, a line of a file or a table of the staff's.
 */
const NOT_IN_ONE_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
/** In several lines, line feeds and tabs stay. */
const NOT_IN_TEXT = /[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;

export type FieldReading = { readonly value: string } | { readonly problem: SubmissionProblem };

/**
 * Returns the value in Unicode's composed form, without white space around it and with `\n` as line break; empty where
 * nothing was typed into a field that is not required.
 */
export function readField(field: FormField, posted: unknown): FieldReading {
  if (posted === undefined || posted === null) return field.required ? { problem: 'missing' } : { value: '' };
  if (Array.isArray(posted)) return { problem: 'repeated' };
  if (typeof posted !== 'string') return { problem: 'not-text' };
  const max = MAX_CHARACTERS[field.type];
  // Composing a text that is far too long would only cost time; none becomes shorter than a third of its length.
  if (posted.length > 6 * max + 1000) return { problem: 'too-long' };
  const isLong = field.type === 'longtext';
  const lines = isLong ? posted.replaceAll(LINE_BREAKS, '\n') : posted;
  if ((isLong ? NOT_IN_TEXT : NOT_IN_ONE_LINE).test(lines))
    return { problem: isLong ? 'control-characters' : 'not-one-line' };
  const value = lines.normalize('NFC').trim();
  if (value === '') return field.required ? { problem: 'missing' } : { value };
  if ([...value].length > max) return { problem: 'too-long' };
  if (field.type === 'email' && !isEmailAddress(value)) return { problem: 'not-email' };
  return { value };
}
