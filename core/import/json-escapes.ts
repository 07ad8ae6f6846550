/** Reverts `\xHH`, which nginx and Apache write in JSON although JSON does not know it: bytes are read as UTF-8. */

const HIGH_BYTES = /(?:\\x[89a-fA-F][0-9a-fA-F])+/g;
/** A character that no JSON text contains. */
const ASIDE = '\u0001';

/** Returns the text with escapes that JSON knows. */
export function withJsonEscapes(line: string): string {
  // Escaped backslashes are set aside, since what follows them is no escape.
  const text = line.replaceAll('\\\\', ASIDE);
  const decoded = decodeAtOnce(text.match(HIGH_BYTES) ?? []);
  let next = 0;
  return text
    .replaceAll(HIGH_BYTES, () => decoded[next++] ?? '')
    .replaceAll(/\\x([0-7][0-9a-f])/gi, String.raw`\u00$1`)
    .replaceAll(ASIDE, '\\\\');
}

/** Decodes all runs of bytes in one step: a line may consist of thousands. */
function decodeAtOnce(runs: readonly string[]): readonly string[] {
  const hex = runs.join(String.raw`\x0a`).replaceAll(String.raw`\x`, '');
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = (digitOf(hex.charCodeAt(2 * at)) << 4) | digitOf(hex.charCodeAt(2 * at + 1));
  return new TextDecoder().decode(bytes).split('\n');
}

function digitOf(code: number): number {
  return code <= 57 ? code - 48 : (code | 32) - 87;
}
