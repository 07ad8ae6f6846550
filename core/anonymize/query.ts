/** Reads the query of a page's address. It may not hand on a parameter that nobody asked for. */
import { decodeEscapes } from './percent.ts';
import { decodePercent, MAX_ENCODED_LENGTH } from './unwrap.ts';

/**
 * `&`, and before a `name=` also `;`: it is a separator of its own, and the end of the `&amp;` that templates and mail
 * programs make.
 */
const SEPARATOR = /&|;(?=[^&;=]*=)/;
/**
 * Links are encoded once too often; then a separator is only what a `name=` follows, since values hold these signs,
 * too.
 */
const ENCODED_SEPARATOR = /(?:&amp;|[&;])(?=[^&;=]*=)/i;
/** No address has more; what follows so many is not looked at. */
const MAX_PARAMETERS = 256;

/**
 * The first value that is not empty of each parameter for which `keyOf` gives a key, by that key: decoded, without
 * spaces around it, unscrubbed. What follows an encoded separator within such a value is a parameter of its own.
 */
export function parametersOf(
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

/** Decoded `name=value` pairs of one piece; none where nobody asks for its name. */
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
  // What is not decoded holds no separator that was encoded.
  if (value.length > MAX_ENCODED_LENGTH) return [`${name}=${value}`];
  return `${name}=${readableValue(value)}`.split(ENCODED_SEPARATOR);
}

/** Decoded; of `amp;utm_medium`, which an encoded `&amp;` leaves, what follows the last semicolon. */
function readableName(text: string): string {
  const name = text.includes('%') ? (decodePercent(text) ?? '') : text;
  return name.slice(name.lastIndexOf(';') + 1).replace(/^[\s+]+/, '');
}

/** Form-decoded once; `+` stays in what looks like an address or a number. */
function readableValue(text: string): string {
  const spaced = /@|%40|^(\+|%2B)/i.test(text) ? text : text.replaceAll('+', ' ');
  return decodeEscapes(spaced) ?? spaced;
}
