/** Finds the addresses of a received mail by which an erasure finds it. */

/** How much of a received mail is looked through; what stands behind it is its attachments. */
export const LOOKED_AT_BYTES = 256 * 1024;

const SENDER =
  /^[ \t>]*(?:from|sender|reply-to|return-path|x-failed-recipients|(?:final|original)-recipient|original-rcpt-to):(.*)$/gim;

/** Returns the addresses that the mail is from, or that a report in it is about, given its first bytes. */
export function sendersOf(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes.subarray(0, LOOKED_AT_BYTES))
    .toString('utf8')
    .replaceAll(/\r?\n[ \t]+/g, ' ');
  return [...text.matchAll(SENDER)].flatMap(
    ([, value = '']) => value.match(/[^\s<>()",;:]{1,64}@[^\s<>()",;:]{1,255}/g) ?? [],
  );
}
