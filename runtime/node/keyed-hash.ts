/** The day's keyed hash and random ids, by node:crypto. It may not read or write a salt: whoever calls holds it. */
import { createHmac, createSecretKey, randomFillSync } from 'node:crypto';
import type { DayKey } from '#core/anonymize/day-key';

/** The keyed hash of a day under its 256-bit salt. The bytes are copied: wiping the caller's copy is the caller's part. */
export function dayKey(day: string, salt: Uint8Array): DayKey {
  if (salt.length !== 32) throw new RangeError('a salt has 32 bytes');
  const key = createSecretKey(salt);
  return {
    day,
    hash: (tag, parts) => {
      let text = tag;
      for (const part of parts) text += `\u0000${part.length}:${part}`;
      return createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
    },
  };
}

const pool = Buffer.alloc(4096);
let at = pool.length;

/** 128 random bits from the operating system: 32 hex digits. */
export function random128(): string {
  if (at === pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  at += 16;
  return pool.toString('hex', at - 16, at);
}
