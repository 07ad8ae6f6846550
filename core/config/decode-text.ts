/** Decodes the bytes of a configuration file as editors save it. It may not guess an encoding that has no mark. */

/**
 * Returns the text without its byte order mark. UTF-16 is taken by its mark, or by the zero bytes around the first
 * character, which JSON begins with (RFC 4627, section 3); everything else is UTF-8. What is not valid becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && bytes.length > 2);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && bytes.length > 2);
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}
