/**
 * Kinds of identifier of networks and devices: hardware addresses and IP addresses, in the spellings of tools and host
 * names. It may not decode anything.
 */
import { parseAddress } from './address.ts';
import type { IdentifierKind } from './identifier-kind.ts';

/** Boundaries: not inside a longer word of letters and digits. */
const WORD_START = '(?<![\\p{L}\\p{N}])';
const WORD_END = '(?![\\p{L}\\p{N}])';
const hex = '[0-9a-f]';
/** Boundaries: not one of several numbers in sequence, as in a day with its time. */
const NOT_AFTER_NUMBER = '(?<![\\p{L}\\p{N}])(?<!(?<![\\p{L}\\p{N}])\\p{N}{1,6}[-_ .])';
const NOT_BEFORE_NUMBER = '(?![-_ .]?\\p{N})(?!\\p{L})';

export const NETWORK_NUMBERS: readonly IdentifierKind[] = [
  {
    mark: ':hex',
    needs: { length: 17 },
    // Hardware addresses of 48 and 64 bits.
    pattern: new RegExp(
      `(?<![a-z0-9])${hex}{2}([^\\p{L}\\p{N}])${hex}{2}(?:\\1${hex}{2}){4}(?:\\1${hex}{2}){0,2}(?![a-z0-9])`,
      'giu',
    ),
    confirm: (match) => match.includes(':') || /[a-f]/i.test(match),
  },
  {
    mark: ':ip',
    needs: { length: 7, digits: 4, contains: /\./ },
    pattern: /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\.?\d)/g,
    confirm: (match) => parseAddress(match) !== undefined,
  },
  {
    mark: ':ip',
    needs: { length: 10, digits: 4, contains: /\.0|[[({]|dot| \. /i },
    // In hexadecimal or octal, or with its full stops in brackets or in words.
    pattern: new RegExp(
      `${WORD_START}(?:0x${hex}{1,2}(?:\\.0x${hex}{1,2}){3}|0[0-7]{1,3}(?:\\.0[0-7]{1,3}){3}` +
        `|\\d{1,3}(?:\\s?[[({](?:\\.|dot)[\\])}]\\s?\\d{1,3}){3}|\\d{1,3}(?:[-_ ]?dot[-_ ]?\\d{1,3}|\\s\\.\\s\\d{1,3}){3})${WORD_END}`,
      'giu',
    ),
  },
  {
    mark: ':ip',
    needs: { length: 15, contains: /\.ip6/i },
    pattern: new RegExp(`(?<![a-z0-9])(?:${hex}\\.){4,32}ip6(?:\\.arpa)?`, 'gi'),
  },
  {
    mark: ':ip',
    needs: { length: 8, digits: 2, contains: /--/ },
    pattern: new RegExp(`(?<![a-z0-9-])${hex}{1,4}(?:-{1,2}${hex}{1,4}){1,7}(?![a-z0-9-])`, 'gi'),
    confirm: (match) =>
      match.includes('--') &&
      /\d[a-f]|[a-f]\d/i.test(match) &&
      parseAddress(match.replaceAll('-', ':')) !== undefined,
  },
  {
    mark: ':ip',
    needs: { digits: 1, contains: /:/ },
    pattern: /(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?:%\w+)?(?![\w:])/gi,
    confirm: (match) => /\d/.test(match) && parseAddress(match) !== undefined,
  },
  {
    mark: ':ip',
    needs: { length: 8, digits: 5 },
    pattern: new RegExp(
      `${NOT_AFTER_NUMBER}\\d{1,3}(?:([^\\p{L}\\p{N}.])\\d{1,3})(?:\\1\\d{1,3}){2}(?:\\1\\d{4,5})?${NOT_BEFORE_NUMBER}`,
      'gu',
    ),
    confirm: isDashedAddress,
  },
  {
    mark: ':ip',
    needs: { length: 23, digits: 1 },
    pattern: new RegExp(`(?<![a-z0-9][-_]|[a-z0-9])${hex}{1,4}(?:[-_]${hex}{1,4}){7}(?![-_]?[a-z0-9])`, 'gi'),
    confirm: (match) => match.length >= 23 && /\d/.test(match),
  },
  {
    mark: ':hex',
    needs: { length: 13, digits: 1 },
    // In other groups, with any sign between them.
    pattern: new RegExp(
      `(?<![a-z0-9])(?:${hex}{4}([^\\p{L}\\p{N}])${hex}{4}\\1${hex}{4}|${hex}{6}[^\\p{L}\\p{N}]${hex}{6}` +
        `|${hex}{3}([^\\p{L}\\p{N}])${hex}{3}(?:\\2${hex}{3}){2})(?![a-z0-9])`,
      'giu',
    ),
    confirm: (match) => /\d/.test(match) && /[a-f]/i.test(match),
  },
];

/**
 * Whether a text is an IP address as host names write it: `192-168-1-17`. Lists that rise or fall by small steps
 * (`10-20-30-40`) are sizes and repetitions.
 */
function isDashedAddress(text: string): boolean {
  const parts = text.split(/\D/).slice(0, 4);
  const numbers = parts.map(Number);
  const steps = numbers.slice(1).map((number, at) => Math.sign(number - (numbers[at] ?? 0)));
  const isList =
    numbers.every((number) => number < 100) &&
    (steps.every((step) => step > 0) || steps.every((step) => step < 0));
  return text.replaceAll(/\D/g, '').length >= 5 && !isList && parseAddress(parts.join('.')) !== undefined;
}
