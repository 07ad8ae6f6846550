import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDayKey, random128 } from '#runtime/node/keyed-hash';

const salt = new Uint8Array(randomBytes(32));

describe('the keyed hash of a day', () => {
  it('is the first half of HMAC-SHA-256 over tag and length-prefixed parts, for short and long messages', () => {
    const key = createDayKey('2026-11-23', salt);
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 3000 }), { maxLength: 3 }),
        (tag, parts) => {
          const message = tag + parts.map((part) => `\u0000${part.length}:${part}`).join('');
          expect(key.hash(tag, parts)).toBe(
            createHmac('sha256', salt).update(message).digest('hex').slice(0, 32),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('tells parts apart where their joined text is the same', () => {
    const key = createDayKey('2026-11-23', salt);
    expect(key.hash('v', ['ab', 'c'])).not.toBe(key.hash('v', ['a', 'bc']));
    expect(key.hash('v', ['a', ''])).not.toBe(key.hash('v', ['a']));
  });

  it('is another under another salt', () => {
    expect(createDayKey('2026-11-23', salt).hash('v', ['a'])).not.toBe(
      createDayKey('2026-11-23', new Uint8Array(32)).hash('v', ['a']),
    );
  });

  it('keeps working when the caller wipes its copy, and never again once wiped itself', () => {
    const copy = salt.slice();
    const key = createDayKey('2026-11-23', copy);
    const before = key.hash('v', ['a']);
    copy.fill(0);
    expect(key.hash('v', ['a'])).toBe(before);
    key.wipe();
    expect(() => key.hash('v', ['a'])).toThrow('the key of a day that ended');
  });

  it('takes salts of 256 bits only', () => {
    expect(() => createDayKey('2026-11-23', new Uint8Array(16))).toThrow('32 bytes');
  });
});

describe('random ids', () => {
  it('random ids are 32 hex digits and never repeat', () => {
    const ids = Array.from({ length: 5000 }, random128);
    expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(5000);
  });
});
