/**
 * The scrubber removes identifiers from one value, whether raw, percent-encoded up to three times, or base64. It may
 * not know where the value came from, and returns it unchanged where it finds nothing.
 */
import { replaceIdentifiers } from './identifiers.ts';
import { isPlain } from './plain-words.ts';
import { publicationIn } from './publications.ts';
import { withoutRecords } from './records.ts';
import { withoutSecrets } from './secrets.ts';
import { findBase64, decodeBase64, MAX_ENCODED_LENGTH, unwrap } from './unwrap.ts';

/** Replaces a value that cannot be decoded, since it could hold anything. */
export const UNREADABLE = '(unreadable)';

/** Maximum length of a value; slugs and listed values are shorter. It bounds the work as well. */
const MAX_LENGTH = 256;

/** Scrubs one value: each identifier is replaced by the mark of its kind, as `:email`. */
export function scrub(value: string): string {
  if (value.length <= MAX_LENGTH && isPlain(value)) return value;
  if (value.length > MAX_ENCODED_LENGTH) return ':token';
  return scrubUnwrapped(value, unwrap(value));
}

/** Scrubs a value that was unwrapped already: `plain` is `unwrap(value)`. */
export function scrubUnwrapped(value: string, plain: string | undefined): string {
  if (value.length <= MAX_LENGTH && isPlain(value)) return value;
  if (plain === undefined) return UNREADABLE;
  if (plain.length > MAX_LENGTH) return ':token';
  const publication = publicationIn(plain);
  if (publication !== undefined) return aroundPublication(value, plain, publication);
  const once = withoutIdentifiers(plain);
  if (once === plain) return value;
  // What a mark is now beside may be announced by it.
  return withoutIdentifiers(once);
}

function withoutIdentifiers(plain: string): string {
  let result = withoutSecrets(withoutRecords(plain));
  for (const piece of findBase64(plain)) {
    const mark = markWithin(piece);
    if (mark !== undefined) result = result.replace(piece, mark);
  }
  return replaceIdentifiers(result);
}

/** Scrubs what stands before and behind the number of a publication. */
function aroundPublication(value: string, plain: string, publication: string): string {
  const start = plain.indexOf(publication);
  const rest = [plain.slice(0, start), plain.slice(start + publication.length)];
  const [before = '', after = ''] = rest.map((text) => (text === '' ? '' : scrubUnwrapped(text, text)));
  const result = before + publication + after;
  return result === plain ? value : result;
}

/** Returns the mark of the identifier that a base64 text holds. */
function markWithin(piece: string): string | undefined {
  const decoded = decodeBase64(piece);
  const plain = decoded === undefined ? undefined : unwrap(decoded);
  if (plain === undefined) return undefined;
  return /:(email|jwt|key|uuid|iban|hex|ip|card|phone|token|number)/.exec(
    plain.includes(':')
      ? replaceIdentifiers(plain.replaceAll(/:(?=[a-z])/g, ' '))
      : replaceIdentifiers(plain),
  )?.[0];
}
