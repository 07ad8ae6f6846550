/**
 * Describes one mistake of a configuration in a sentence that says what to do. It may not repeat a value of the file,
 * except for keys.
 */
import type { z } from 'zod';
import { didYouMean } from '../operator/nearest-names.ts';
import { knownKeys, placesOfKey } from './known-keys.ts';

type Issue = z.core.$ZodIssue;

/**
 * Returns the sentence. Checks of our own (schema.ts) supply theirs. `schema` is that of the whole file, for the names
 * that somebody may have meant.
 */
export function problemSentence(issue: Issue, schema?: z.ZodType, base: readonly PropertyKey[] = []): string {
  const path = [...base, ...issue.path];
  const nestedSentence = (nested: Issue) => problemSentence(nested, schema, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => unknownKey(key, path, schema)).join(', ')} is unknown here: remove it, or look up the right name in headcount.schema.json`;
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? `is missing: add ${typeName(issue.expected)}`
        : `has to be ${typeName(issue.expected)}: write one here`;
    case 'invalid_value':
      return `has to be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map((value) => JSON.stringify(value)).join(', ')}: write ${issue.values.length === 1 ? 'that' : 'one of these'}`;
    case 'invalid_union':
      return [...new Set(issue.errors.flat().map(nestedSentence))].join('; or ');
    case 'invalid_key':
      return [...new Set(issue.issues.map(nestedSentence))].join('; or ');
    case 'too_small':
      return `is too ${issue.origin === 'number' || issue.origin === 'int' ? 'small' : 'short'}: at least ${issue.minimum} ${unit(issue.origin, issue.minimum)}`.trimEnd();
    case 'too_big':
      return `is too ${issue.origin === 'number' || issue.origin === 'int' ? 'large' : 'long'}: at most ${issue.maximum} ${unit(issue.origin, issue.maximum)}`.trimEnd();
    case 'invalid_format':
      return FORMATS[issue.format] ?? `has to be ${issue.message}`;
    default:
      return issue.message;
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  date: 'has to be a day, as "2026-11-02"',
  email: 'has to be an e-mail address, as "ops@example.com"',
  cidrv4: 'has to be a network, as "203.0.113.0/24"',
  cidrv6: 'has to be a network, as "2001:db8::/32"',
};
const TYPES: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  array: 'a list [...]',
  object: 'an object {...}',
  record: 'an object {...}',
  boolean: 'true or false',
};

const typeName = (type: string) => TYPES[type] ?? type;

/** Names the key, with the nearest known one at its place, or the place where it is known. */
function unknownKey(key: string, path: readonly PropertyKey[], schema: z.ZodType | undefined): string {
  const quoted = JSON.stringify(key);
  if (schema === undefined) return quoted;
  const places = placesOfKey(schema, key);
  const near = didYouMean(key, knownKeys(schema, path));
  return near === '' && places.length > 0
    ? `${quoted} (it belongs in ${places.join(' or ')})`
    : quoted + near;
}

function unit(origin: string, count: unknown): string {
  if (origin === 'string') return Number(count) === 1 ? 'character' : 'characters';
  if (origin === 'array') return Number(count) === 1 ? 'entry' : 'entries';
  return '';
}
