/**
 * Decodes the bytes of a sitemap: UTF-8 unless a byte order mark or the XML declaration says otherwise (XML 1.0,
 * appendix F). It may not guess: bytes that are no text of that encoding are refused.
 */

/** Returns the text without its byte order mark; undefined where the bytes are no text of the encoding. */
export function decodeSitemap(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    // Not of this encoding, or an encoding that nobody knows.
    return undefined;
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  // Without a mark, `<?` tells the two orders of UTF-16 apart.
  if (a === 0x3c && b === 0 && c === 0x3f && d === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c && c === 0 && d === 0x3f) return 'utf-16be';
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1] ?? 'utf-8';
}
