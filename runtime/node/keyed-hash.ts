/** The day's keyed hash and random ids, by node:crypto. It may not read or write a salt: the caller holds it. */
import { createHmac, hash as digest, randomFillSync } from 'node:crypto';
import type { DayKey } from '#core/anonymize/day-key';

/** A day's key that can be wiped. */
export interface WipeableDayKey extends DayKey {
  /** Overwrites the key in memory; hashing throws from then on. Call it when the day ends. */
  wipe(): void;
}

const BLOCK_BYTES = 64;
/** Space for a message after the inner pad; longer ones use the library's HMAC. */
const MESSAGE_BYTES = 4096;

/**
 * Creates the keyed hash of a day from its 256-bit salt: HMAC-SHA-256 (RFC 2104) with both pads computed once, which
 * takes 0.6 of the time of createHmac for messages of our length. The salt is copied: the caller wipes its own copy.
 */
export function createDayKey(day: string, salt: Uint8Array): WipeableDayKey {
  if (salt.length !== 32) throw new RangeError('a salt has 32 bytes');
  const inner = Buffer.alloc(BLOCK_BYTES + MESSAGE_BYTES);
  const outer = Buffer.alloc(BLOCK_BYTES + 32);
  for (let at = 0; at < BLOCK_BYTES; at++) {
    inner[at] = 0x36 ^ (salt[at] ?? 0);
    outer[at] = 0x5c ^ (salt[at] ?? 0);
  }
  let wiped = false;
  return {
    day,
    hash: (tag, parts) => {
      if (wiped) throw new Error('the key of a day that ended was asked for');
      let message = tag;
      for (const part of parts) message += `\u0000${part.length}:${part}`;
      if (message.length * 3 > MESSAGE_BYTES) return long(outer, message);
      const end = BLOCK_BYTES + inner.write(message, BLOCK_BYTES);
      outer.write(digest('sha256', inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'latin1');
      inner.fill(0, BLOCK_BYTES, end);
      return digest('sha256', outer, 'hex').slice(0, 32);
    },
    wipe: () => {
      wiped = true;
      inner.fill(0);
      outer.fill(0);
    },
  };
}

/** Computes the same hash with the library; the salt is recovered from the outer pad. */
function long(outer: Buffer, message: string): string {
  const salt = outer.subarray(0, 32).map((byte) => byte ^ 0x5c);
  const hex = createHmac('sha256', salt).update(message).digest('hex').slice(0, 32);
  salt.fill(0);
  return hex;
}

const pool = Buffer.alloc(4096);
let at = pool.length;

/** Returns 128 random bits from the operating system as 32 hex digits. */
export function random128(): string {
  if (at === pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  at += 16;
  return pool.toString('hex', at - 16, at);
}
