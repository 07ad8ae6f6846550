/**
 * Numbers in groups: telephone numbers, accounts, tax and insurance numbers, whatever stands between their groups. It
 * may not take dates, versions, sizes or lists of round numbers for one.
 */
import type { IdentifierKind } from './identifier-kind.ts';

const MIN_DIGITS = 8;
const MIN_MARKED_DIGITS = 7;
const MAX_DIGITS = 22;
/** Mean digits per group: numbers with many short groups are lists. */
const MIN_MEAN = 2.1;
const YEAR = /^(?:19|20)\d\d$/;
const TWO = '(?:0?[1-9]|[12]\\d|3[01])';
/** A day, a month or two years, perhaps with the time of day, at the beginning of a number. */
const DATE = new RegExp(
  `^(?:(?:19|20)\\d\\d[-_./ ]${TWO}(?:[-_./ ]${TWO})?|${TWO}[-_./ ]${TWO}[-_./ ](?:19|20)\\d\\d)` +
    `(?:[-_./ :tT]{1,2}[0-2]?\\d(?:[-_.:][0-5]?\\d){0,2})?(?!\\d)`,
);
/** Digits in groups, with at most three signs of any kind between two. */
const GROUPS = '\\d(?:[^\\p{L}\\p{N}]{0,3}\\d)*';

/** A number with the sign or the brackets of a telephone number. */
export const MARKED_NUMBER: IdentifierKind = {
  mark: ':phone',
  needs: { digits: MIN_MARKED_DIGITS, contains: /[+([{<]/ },
  pattern: new RegExp(`(?<![\\p{L}\\p{N}])[+([{<]{1,2}${GROUPS}(?![\\p{L}\\p{N}])`, 'gu'),
  confirm: (match) => {
    const digits = match.replaceAll(/(?<!\d)(?:19|20)\d\d(?!\d)|\D/g, '').length;
    return (
      digits >= MIN_MARKED_DIGITS && digits <= MAX_DIGITS && !isDate(match.replaceAll(/[()[\]{}<>]/g, ''))
    );
  },
};

export const GROUPED_NUMBER: IdentifierKind = {
  mark: ':number',
  needs: { digits: MIN_DIGITS },
  pattern: new RegExp(`(?<![\\p{N}\\p{L}]|[\\p{L}\\p{N}]\\.)${GROUPS}(?![\\p{L}\\p{N}])`, 'gu'),
  confirm: isGroupedNumber,
};

function isDate(text: string): boolean {
  const date = DATE.exec(text);
  return date !== null && date[0].length === text.length;
}

/** Whether digits in groups are one number; those that begin with 0 are telephone numbers, and looked for as such. */
export function isGroupedNumber(match: string): boolean {
  const text = match.replace(DATE, '');
  const groups = text.split(/\D+/).filter((group) => group !== '' && !YEAR.test(group));
  const digits = groups.reduce((sum, group) => sum + group.length, 0);
  if (
    (text.startsWith('0') && /^[\d ()._/-]*$/.test(text)) ||
    groups.length < 2 ||
    digits < MIN_DIGITS ||
    digits > MAX_DIGITS ||
    digits / groups.length < MIN_MEAN
  )
    return false;
  if (groups.every((group) => group.length > 1 && group.endsWith('0'))) return false;
  // A version has its short numbers first.
  if (/^\d{1,2}(?:\.\d+)+$/.test(text)) return false;
  return groups.some((group) => group.length >= 3);
}
