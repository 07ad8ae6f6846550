/**
 * The kinds of identifier that the scrubber removes, each with its telltale pattern. Order matters: the more specific
 * kind comes first. It may not decode anything: texts arrive unwrapped.
 */
import { passesIban, passesLuhn } from './check-digits.ts';
import { DOCUMENT_NUMBERS } from './document-numbers.ts';
import { EMAILS, withoutAddresses } from './emails.ts';
import type { IdentifierKind } from './identifier-kind.ts';
import { NETWORK_NUMBERS } from './network-numbers.ts';
import { GROUPED_NUMBER, MARKED_NUMBER } from './numbers.ts';
import { looksRandom } from './random-looking.ts';
import { isShortToken, isSplitToken } from './short-tokens.ts';

/** Boundaries: not inside a longer word of letters and digits. */
const WORD_START = '(?<![\\p{L}\\p{N}])';
const WORD_END = '(?![\\p{L}\\p{N}])';
const hex = '[0-9a-f]';
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
  ...NETWORK_NUMBERS,
  ...DOCUMENT_NUMBERS,
  {
    mark: ':card',
    needs: { digits: 13 },
    pattern: /(?<!\d)\d(?:[ ._+-]?\d){12,18}(?!\d)/g,
    confirm: (match) => passesLuhn(match) && !match.startsWith('0'),
  },
  MARKED_NUMBER,
  {
    mark: ':phone',
    needs: { digits: 8 },
    // A separator is required between two groups of digits: otherwise every way to split them would be tried.
    pattern:
      /(?<![\p{L}\p{N}])(?<!\d[-._/ ])\(?0(?:\d{1,5}\)[ ._\-/]{0,3}\d{2,40}|\d{1,44}(?:[ ._\-/]{1,3}\d{2,40})?)(?:[ ._\-/]{1,3}\d{2,40}){0,4}(?!\d)/gu,
    confirm: (match) => countDigits(match) >= 8 && countDigits(match) <= 15 && !isDate(match),
  },
  {
    mark: ':phone',
    needs: { digits: 10 },
    pattern: /(?<![\p{L}\p{N}])(?:1[ .-])?\(?[2-9]\d{2}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d)/gu,
  },
  GROUPED_NUMBER,
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
    mark: ':token',
    needs: { length: 8, contains: /[a-z][A-Z]|\d/ },
    pattern: /(?<![\p{L}\p{N}_-])[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)+(?![\p{L}\p{N}_-])/gu,
    confirm: (match) => match.length >= 8 && match.length <= 24 && isSplitToken(match),
  },
  {
    mark: ':token',
    needs: { length: 8 },
    pattern: /(?<![\p{L}\p{N}])[A-Za-z0-9]{8,19}(?![\p{L}\p{N}])/gu,
    confirm: isShortToken,
  },
  {
    mark: ':token',
    needs: { length: 3, contains: /^[@~]|\.eth/i },
    // The name of a user, or of a wallet (ENSIP-1).
    pattern: /^[@~]\p{L}[\p{L}\p{N}_.-]{2,}$|(?<![\p{L}\p{N}.-])[\p{L}\p{N}-]{3,}\.eth(?![\p{L}\p{N}-])/gu,
  },
  {
    mark: ':number',
    needs: { digits: 5 },
    // Letters beside the digits belong to the number; words do not.
    pattern: /(?:(?<![\p{L}\p{N}])[A-Z]{1,6})?\p{Nd}{5,}(?:[A-Z\p{Nd}]{1,6}(?![\p{L}\p{N}]))?/gu,
    confirm: (match) => !COMPACT_DAY.test(match),
  },
];

/** Days as `20240517`, which identify publications, not people. */
const COMPACT_DAY = /^20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;

function countDigits(text: string): number {
  return text.replaceAll(/\D/g, '').length;
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
  let result = withoutAddresses(text);
  const digitCount = /\p{Nd}/u.test(text) ? (text.match(/\p{Nd}/gu)?.length ?? 0) : 0;
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
