/** Reads the query of a page's address. It may not return a parameter that was not requested. */
import { decodeEscapes } from './percent.ts';
import { decodePercent, MAX_ENCODED_LENGTH } from './unwrap.ts';

/**
 * `&`, and before a `name=` also `;`: it is a separator of its own, and the end of the `&amp;` that templates and mail
 * programs produce.
 */
const SEPARATOR = /&|;(?=[^&;=]*=)/;
/**
 * Some links are encoded once too often. In those, a separator counts only before a `name=`, since values contain these
 * characters, too.
 */
const ENCODED_SEPARATOR = /(?:&amp;|[&;])(?=[^&;=]*=)/i;
/** Maximum number of parameters that are read; no real address has more. */
const MAX_PARAMETERS = 256;

/**
 * Returns the first value that is not empty of each parameter for which `keyOf` gives a key, by that key: decoded,
 * trimmed, unscrubbed. The text after an encoded separator within such a value is a parameter of its own.
 */
export function readParameters(
  query: string,
  keyOf: (name: string) => string | undefined,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const piece of query.split(SEPARATOR, MAX_PARAMETERS)) {
    for (const pair of wantedPairs(piece, keyOf)) {
      const mark = pair.indexOf('=');
      const key = keyOf(readableName(pair.slice(0, mark)));
      const value = pair.slice(mark + 1).trim();
      if (key !== undefined && value !== '' && !values.has(key)) values.set(key, value);
    }
  }
  return values;
}

/** Returns the decoded `name=value` pairs of one piece; none where its name is not requested. */
function wantedPairs(piece: string, keyOf: (name: string) => string | undefined): readonly string[] {
  const mark = piece.indexOf('=');
  // A query may be encoded as a whole, its `=` with it.
  if (mark < 0)
    return piece.includes('%') && /%(25)*3d/i.test(piece)
      ? (decodePercent(piece) ?? '').split(ENCODED_SEPARATOR)
      : [];
  const name = readableName(piece.slice(0, mark));
  if (keyOf(name) === undefined) return [];
  const value = piece.slice(mark + 1);
  // A value that is not decoded holds no encoded separator.
  if (value.length > MAX_ENCODED_LENGTH) return [`${name}=${value}`];
  return `${name}=${readableValue(value)}`.split(ENCODED_SEPARATOR);
}

/**
 * Decodes a name; for `amp;utm_medium`, the remains of an encoded `&amp;`, returns the part after the last semicolon.
 */
function readableName(text: string): string {
  const name = text.includes('%') ? (decodePercent(text) ?? '') : text;
  return name.slice(name.lastIndexOf(';') + 1).replace(/^[\s+]+/, '');
}

/** Form-decodes a value once; `+` is kept in what looks like an e-mail address or a telephone number. */
function readableValue(text: string): string {
  const spaced = /@|%40|^(\+|%2B)/i.test(text) ? text : text.replaceAll('+', ' ');
  return decodeEscapes(spaced) ?? spaced;
}
