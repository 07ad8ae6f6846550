/** Takes identifiers out of one value. It may not know where the value came from. */

const EMAIL = /[^\s/@]+@[^\s/@]+\.[^\s/@]+/;

/** The value without identifiers. */
export function scrub(value: string): string {
  if (EMAIL.test(value)) return ':email';
  return value.replace(/\d{5,}/g, ':number');
}
