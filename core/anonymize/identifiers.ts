/**
 * The kinds of identifier that the scrubber removes, each with its telltale pattern. Order matters: the more specific
 * kind comes first. It may not decode anything: texts arrive unwrapped.
 */
import { parseAddress } from './address.ts';
import { passesIban, passesLuhn } from './check-digits.ts';
import { EMAILS } from './emails.ts';
import type { IdentifierKind } from './identifier-kind.ts';
import { looksRandom } from './random-looking.ts';

/** Boundaries: not inside a longer word of letters and digits. */
const WORD_START = '(?<![\\p{L}\\p{N}])';
const WORD_END = '(?![\\p{L}\\p{N}])';
const hex = '[0-9a-f]';
/** Boundaries: not one of several numbers in sequence, as in a day with its time. */
const NOT_AFTER_NUMBER = '(?<![\\p{L}\\p{N}])(?<!(?<![\\p{L}\\p{N}])\\p{N}{1,6}[-_ .])';
const NOT_BEFORE_NUMBER = '(?![-_ .]?\\p{N})(?!\\p{L})';

const KINDS: readonly IdentifierKind[] = [
  ...EMAILS,
  {
    mark: ':jwt',
    needs: { length: 15, contains: /eyj/i },
    // It matches the whole word even where no part follows: otherwise the search would restart at each `eyj` within.
    pattern: /eyj[\w-]{8,}(?:\.[\w-]{4,}(?:\.[\w-]*){0,3})?/gi,
    confirm: (match) => match.includes('.'),
  },
  {
    mark: ':key',
    needs: { length: 16 },
    pattern: new RegExp(
      `${WORD_START}(?:(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{12,}|gh[oprsu]_\\w{16,}|github_pat_\\w{16,}|glpat-[\\w-]{16,}|[srp]k_(?:live|test|prod)_\\w{8,}|whsec_\\w{16,}|xox[abeoprs]-[\\w-]{10,}|AIza[\\w-]{30,}|ya29\\.[\\w-]{16,}|SG\\.[\\w-]{16,}(?:\\.[\\w-]*)?|npm_\\w{30,}|sk-[\\w-]{20,})`,
      'giu',
    ),
  },
  {
    mark: ':uuid',
    needs: { length: 36 },
    pattern: new RegExp(
      `(?<!${hex})${hex}{8}[-_]${hex}{4}[-_]${hex}{4}[-_]${hex}{4}[-_]${hex}{12}(?!${hex})`,
      'gi',
    ),
  },
  {
    mark: ':uuid',
    needs: { length: 24 },
    pattern: new RegExp(
      `${WORD_START}(?:[0-7][0-9a-hjkmnp-tv-z]{25}|(?=${hex}*[a-f])${hex}{24})${WORD_END}`,
      'giu',
    ),
  },
  {
    mark: ':iban',
    needs: { length: 15, digits: 2 },
    pattern: new RegExp(`${WORD_START}[A-Z]{2}\\d{2}(?:[ ._+-]?[A-Z0-9]){11,30}${WORD_END}`, 'giu'),
    confirm: passesIban,
  },
  {
    mark: ':phone',
    needs: { digits: 7 },
    pattern: /(?:\+|(?<!\d)00)[ ]?[1-9](?:[ ().\-/]{0,3}\d){6,14}(?!\d)/g,
  },
  {
    mark: ':hex',
    needs: { length: 17 },
    pattern: new RegExp(`(?<!${hex})${hex}{2}(?:[:-]${hex}{2}){5}(?!${hex})`, 'gi'),
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
    needs: { digits: 1, contains: /:/ },
    pattern: /(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?:%\w+)?(?![\w:])/gi,
    confirm: (match) => /\d/.test(match) && parseAddress(match) !== undefined,
  },
  {
    mark: ':ip',
    needs: { length: 8, digits: 5 },
    pattern: new RegExp(
      `${NOT_AFTER_NUMBER}\\d{1,3}(?:([-_ ])\\d{1,3})(?:\\1\\d{1,3}){2}(?:\\1\\d{4,5})?${NOT_BEFORE_NUMBER}`,
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
    needs: { length: 14, contains: /\./ },
    pattern: new RegExp(`(?<![a-z0-9.])${hex}{4}\\.${hex}{4}\\.${hex}{4}(?![a-z0-9.])`, 'gi'),
    confirm: (match) => /\d/.test(match) && /[a-f]/i.test(match),
  },
  {
    mark: ':card',
    needs: { digits: 13 },
    pattern: /(?<!\d)\d(?:[ ._+-]?\d){12,18}(?!\d)/g,
    confirm: (match) => passesLuhn(match) && !match.startsWith('0'),
  },
  {
    mark: ':phone',
    needs: { digits: 8 },
    // A separator is required between two groups of digits: otherwise every way to split them would be tried.
    pattern:
      /(?<![\p{L}\p{N}])\(?0(?:\d{1,5}\)[ ._\-/]{0,3}\d{2,40}|\d{1,44}(?:[ ._\-/]{1,3}\d{2,40})?)(?:[ ._\-/]{1,3}\d{2,40}){0,4}(?!\d)/gu,
    confirm: (match) => countDigits(match) >= 8 && countDigits(match) <= 15 && !isDate(match),
  },
  {
    mark: ':phone',
    needs: { digits: 10 },
    pattern: /(?<![\p{L}\p{N}])(?:1[ .-])?\(?[2-9]\d{2}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d)/gu,
  },
  {
    mark: ':hex',
    needs: { length: 16 },
    pattern: new RegExp(`(?<![a-z0-9])(?:0x)?(?=${hex}*[a-f])${hex}{16,}(?![0-9a-z])`, 'gi'),
  },
  {
    mark: ':token',
    needs: { length: 20 },
    pattern: /[A-Za-z0-9][A-Za-z0-9+/_=~-]{18,}[A-Za-z0-9_=-]/g,
    confirm: looksRandom,
  },
  {
    mark: ':number',
    needs: { digits: 9 },
    pattern: /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)|(?<!\d)\d{3,6}(?:[ ._+-]\d{3,6}){2,5}(?!\d)/g,
    confirm: (match) => countDigits(match) >= 9,
  },
  {
    mark: ':number',
    needs: { digits: 5 },
    pattern: /\p{Nd}{5,}/gu,
    confirm: (match) => !COMPACT_DAY.test(match),
  },
];

/** Days as `20240517`, which identify publications, not people. */
const COMPACT_DAY = /^20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;

function countDigits(text: string): number {
  return text.replaceAll(/\D/g, '').length;
}

/**
 * Whether a text is an IP address as host names write it: `192-168-1-17`. Lists that rise or fall by small steps
 * (`10-20-30-40`) are sizes and repetitions.
 */
function isDashedAddress(text: string): boolean {
  const parts = text.split(/[-_ ]/).slice(0, 4);
  const numbers = parts.map(Number);
  const steps = numbers.slice(1).map((number, at) => Math.sign(number - (numbers[at] ?? 0)));
  const isList =
    numbers.every((number) => number < 100) &&
    (steps.every((step) => step > 0) || steps.every((step) => step < 0));
  return countDigits(text) >= 5 && !isList && parseAddress(parts.join('.')) !== undefined;
}

function isDate(text: string): boolean {
  return /^(0[1-9]|[12]\d|3[01])[-. /](0[1-9]|[12]\d|3[01])[-. /](19|20)\d\d$/.test(text);
}

function trimEndBy(text: string, head: RegExp): string {
  let end = text.length;
  while (end > 0 && head.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Replaces every identifier by the mark of its kind; a text without any is returned unchanged. */
export function replaceIdentifiers(text: string): string {
  let result = text;
  const digitCount = text.match(/\p{Nd}/gu)?.length ?? 0;
  for (const { mark, pattern, head, needs, confirm } of KINDS) {
    if (
      text.length < (needs.length ?? 0) ||
      digitCount < (needs.digits ?? 0) ||
      needs.contains?.test(text) === false
    )
      continue;
    if (head !== undefined)
      result = result
        .split(pattern)
        .map((piece, at, all) => (at < all.length - 1 ? trimEndBy(piece, head) : piece))
        .join(mark);
    else
      result = result.replaceAll(pattern, (match) =>
        confirm === undefined || confirm(match) ? mark : match,
      );
  }
  return result;
}
