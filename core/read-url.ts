/**
 * Parses an address according to the URL standard (url.spec.whatwg.org). It may not use `URL.canParse`: once a caller
 * of it is compiled, Node 20 takes addresses with letters of Latin-1, as `https://bücher.example`, for wrong ones.
 */

/** Returns the address; undefined where the standard knows none by this text. */
export function readUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
