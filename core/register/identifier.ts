/** Identifiers of forms, topics, recipients and fields: they stand in addresses, commands and files. */
import { z } from 'zod';

export const identifier = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits and . _ -, at most 64');

/** Reserved names: the hidden fields of every form, and the members of a registration sent as JSON. */
export const RESERVED_FIELDS: ReadonlySet<string> = new Set([
  'act',
  'fields',
  'form',
  'language',
  'notice',
  'only',
  'purposes',
  'recipients',
  'token',
  'topics',
]);

/** Words that stand where a form's id stands in the addresses below /register/. */
export const RESERVED_FORMS: ReadonlySet<string> = new Set(['confirm', 'never', 'self', 'withdraw']);

/** Returns the positions of names that stood before, compared without case. */
export function findRepeated(names: readonly string[]): readonly number[] {
  const lower = names.map((name) => name.toLowerCase());
  return lower.flatMap((name, at) => (lower.indexOf(name) < at ? [at] : []));
}
