/**
 * Kinds of numbers with letters that name one person or thing: tax and insurance numbers, passports, number plates,
 * licence keys, coordinates and days of birth. It may not look at what stands around them.
 */
import type { IdentifierKind } from './identifier-kind.ts';

const START = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const G = '[-. _]?';

/**
 * Shapes of national numbers, in either case, as python-stdnum documents them (https://arthurdejong.org/python-stdnum):
 * it.codicefiscale, gb.nino, es.nie, in_.pan, mx.curp, fi.hetu, ie.pps, nl.btw.
 */
const NATIONAL = new RegExp(
  `${START}(?:[a-z]{3}${G}[a-z]{3}${G}\\d\\d[a-ehlmprst]\\d\\d${G}[a-z]\\d{3}${G}[a-z]` +
    `|[a-ceghj-prtw-z]{2}${G}\\d\\d${G}\\d\\d${G}\\d\\d${G}[a-d]` +
    `|[xyz]?${G}\\d{1,2}[. ]?\\d{3}[. ]?\\d{3}[-. ]?[a-z]` +
    `|[a-z]{5}\\d{4}[a-z]|[a-z]{4}\\d{6}[hm][a-z]{5}[a-z0-9]\\d|[a-z&]{3,4}${G}\\d{6}${G}[a-z0-9]{3}` +
    `|\\d{6}[-+a]\\d{3}[0-9a-y]|nl${G}\\d{9}${G}b${G}\\d\\d)${END}`,
  'giu',
);

/**
 * Shapes of number plates, in upper case only: Germany, France and Italy, the United Kingdom, Spain, Brazil, Turkey,
 * Russia, the Netherlands and Portugal, Japan, China. In lower case they cannot be told from words and sizes.
 */
const PLATES = new RegExp(
  `${START}(?:[A-Z\u00c4\u00d6\u00dc]{1,3}[- ][A-Z]{1,2}[- ]?[1-9]\\d{0,3}[EH]?|[A-Z]{2}[- ]?\\d{3}[- ]?[A-Z]{2}` +
    `|[A-Z]{2}\\d\\d[- ]?[A-Z]{3}|(?!19|20)\\d{4}[- ]?[B-DF-HJ-NP-TV-Z]{3}|[A-Z]{3}-?\\d[A-Z]\\d\\d` +
    `|[0-8]\\d[- ]?[A-Z]{1,3}[- ]?\\d{2,4}|[A-Z\u0400-\u042f]\\d{3}[A-Z\u0400-\u042f]{2}\\d{2,3}|\\d[A-Z]{3}\\d{3}` +
    `|(?:[A-Z]{2}-\\d\\d|\\d\\d-[A-Z]{2})-(?:[A-Z]{2}|\\d\\d)|[A-Z]{2}-[A-Z]{2}-\\d\\d|\\d\\d?-[A-Z]{3}-\\d\\d?` +
    `|[A-Z]{1,2}-\\d{3}-[A-Z]{1,2}|[A-Z]{2,3} ?\\d{2,4}[A-Z]{1,2})${END}` +
    `|[\\p{Script=Han}\\p{Script=Hiragana}]{1,4} ?\\d{2,3} ?\\p{Script=Hiragana} ?\\d{1,2}-?\\d{2}` +
    `|\\p{Script=Han}[A-Z][\u00b7. -]?[A-Z0-9]{5,6}${END}`,
  'gu',
);

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const PAST_YEAR = '(?:19\\d\\d|200\\d)';
/** A day up to 2009, alone: later ones are days of publications. */
const MONTH_NAME = '\\p{L}{3,10}\\.?';
const BIRTHDAY = new RegExp(
  `^(?:${PAST_YEAR}([-._/ ])${MONTH}\\1${DAY}|${DAY}([-._/ ])${DAY}\\2${PAST_YEAR}` +
    `|${DAY}[-._ ]{1,2}${MONTH_NAME}[-._ ]{1,2}${PAST_YEAR}|${MONTH_NAME}[-._ ]{1,2}${DAY},?[-._ ]{1,2}${PAST_YEAR})$`,
  'gu',
);
const DEGREES = '[-+\u2212]?\\d{1,3}\\.\\d{3,}';
/** Degrees, minutes and seconds with the signs that keyboards and typesetters have for them. */
const MINUTES =
  "\\d{1,3}[\u00b0\u00ba\u02dad ]\\s?\\d{1,2}(?:\\.\\d+)?['\u2032\u2018\u2019\u00b4`m ]\\s?" +
  '(?:\\d{1,2}(?:\\.\\d+)?(?:["\u2033\u201c\u201ds]|[\'\u2019\u2032]{2})?)?\\s?';
const COORDINATES = new RegExp(
  `(?<![\\p{L}\\p{N}.])(?:${DEGREES}\u00b0? ?[NSns]?(?:[,;:_ /x~+]|%2c|-(?=\\d)|(?=[-+]))[ ]?${DEGREES}\u00b0? ?[EWOewo]?` +
    `|@?-?\\d{1,3}\\.\\d+,-?\\d{1,3}\\.\\d+,\\d+(?:\\.\\d+)?[zma]|[NSEWO] ?\\d{1,3}\\.\\d{2,}\u00b0?|[nsew] ?${DEGREES}\u00b0?|\\d{1,3}\\.\\d{2,}\u00b0? ?[NSEWO]|${DEGREES}\u00b0? ?[NSEWnsew]` +
    `|${MINUTES}[NSEWO](?:[, _-]?\\s?${MINUTES}[NSEWO])?|\\d{1,3}-\\d{1,2}-\\d{1,2}(?:\\.\\d+)?-?[NSEWnsew])(?![\\p{L}\\p{N}])`,
  'gu',
);
const PLUS_CODE = new RegExp(
  `${START}[23456789CFGHJMPQRVWX]{4,8}\\+[23456789CFGHJMPQRVWX]{2,3}${END}`,
  'giu',
);

export const DOCUMENT_NUMBERS: readonly IdentifierKind[] = [
  { mark: ':number', needs: { digits: 4 }, pattern: COORDINATES },
  {
    mark: ':number',
    needs: { length: 7, digits: 1, contains: /\+/ },
    pattern: PLUS_CODE,
    confirm: (match) => /\d/.test(match) && /[a-z]/i.test(match),
  },
  { mark: ':number', needs: { length: 8, digits: 4 }, pattern: NATIONAL },
  {
    mark: ':number',
    needs: { length: 5, digits: 2, contains: /[A-Z\u0400-\u042f\p{Script=Han}]/u },
    pattern: PLATES,
  },
  { mark: ':number', needs: { digits: 6 }, pattern: BIRTHDAY },
];
