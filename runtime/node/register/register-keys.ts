/** The keyed hashes of the register: HMAC-SHA256 under two keys that never leave this module's closures. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { foldForLimits, normalizeAddress } from '#core/register/match-key';
import type { RegisterKeys } from '#core/register/register-context';

/** Returns the hashes under `hash.key` (who is who) and `link.key` (what a link may do). */
export function registerKeys(hashKey: Uint8Array, linkKey: Uint8Array): RegisterKeys {
  const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    keyOf: (address) => {
      const normalized = normalizeAddress(address);
      return normalized === undefined ? undefined : hmac(hashKey, `address.${normalized}`);
    },
    limitKeyOf: (day, address) =>
      hmac(hashKey, `limit.${day}.${foldForLimits(normalizeAddress(address) ?? address)}`),
    mac: (text) => hmac(linkKey, text),
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    randomId,
  };
}

/** 16 random bytes. A hyphen in front would be an option of a command, and a formula to a spreadsheet. */
function randomId(): string {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}
