/**
 * Percent-decoding that reports failure without an exception: an exception costs as much as decoding a kilobyte, and a
 * sender could cause hundreds. It may not decode more than once.
 */

const TAIL = '%[89ab][0-9a-f]';
/** Well-formed UTF-8 (Unicode, table 3-7), with each byte an escape; other characters stand for themselves. */
const DECODABLE = new RegExp(
  `^(?:[^%]|%[0-7][0-9a-f]|%(?:c[2-9a-f]|d[0-9a-f])${TAIL}|%e0%[ab][0-9a-f]${TAIL}|%e[1-9a-cef]${TAIL}${TAIL}` +
    `|%ed%[89][0-9a-f]${TAIL}|%f0%[9ab][0-9a-f]${TAIL}${TAIL}|%f[1-3]${TAIL}${TAIL}${TAIL}|%f4%8[0-9a-f]${TAIL}${TAIL})*$`,
  'i',
);

/** Decodes the escapes of a text; undefined where `decodeURIComponent` would throw. */
export function decodeEscapes(text: string): string | undefined {
  if (!text.includes('%')) return text;
  return DECODABLE.test(text) ? decodeURIComponent(text) : undefined;
}
