import { createHash, createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDayKey, random128 } from '#runtime/node/keyed-hash';

const salt = new Uint8Array(randomBytes(32));
/** Characters of the longest message that is keyed as it is. */
const LONGEST = 1_365;
const hmac = (message: string) => createHmac('sha256', salt).update(message).digest('hex').slice(0, 32);
const joined = (tag: string, parts: readonly string[]) =>
  tag + parts.map((part) => `\u0000${part.length}:${part}`).join('');
const shortened = (message: string) => `long\u0000#${createHash('sha256').update(message).digest('hex')}`;

describe('the keyed hash of a day', () => {
  it('is the first half of HMAC-SHA-256 over tag and length-prefixed parts, of which a long message is digested first', () => {
    const key = createDayKey('2026-11-23', salt);
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 3000 }), { maxLength: 3 }),
        (tag, parts) => {
          const message = joined(tag, parts);
          expect(key.hash(tag, parts)).toBe(hmac(message.length > LONGEST ? shortened(message) : message));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is the plain HMAC of a message of 1,365 characters, as in earlier releases, and another from 1,366 on', () => {
    const key = createDayKey('2026-11-23', salt);
    const partOf = (length: number) => 'x'.repeat(length - 'v\u00001359:'.length);
    for (const character of ['x', 'ü', '€']) {
      const longest = partOf(LONGEST).replaceAll('x', character);
      expect(joined('v', [longest])).toHaveLength(LONGEST);
      expect(key.hash('v', [longest])).toBe(hmac(joined('v', [longest])));
      const longer = `${longest}${character}`;
      expect(key.hash('v', [longer])).toBe(hmac(shortened(joined('v', [longer]))));
    }
  });

  it('tells a long message from a short one that spells its digest', () => {
    const key = createDayKey('2026-11-23', salt);
    const long = 'a'.repeat(2_000);
    const hash = key.hash('v', [long]);
    const text = createHash('sha256')
      .update(joined('v', [long]))
      .digest('hex');
    for (const [tag, parts] of [
      ['v', [text]],
      ['v', [`#${text}`]],
      ['v', [shortened(joined('v', [long]))]],
      ['long', [text]],
      ['long', [`#${text}`]],
      ['long', [long]],
      ['v', [long, '']],
      ['v', [long.slice(1), 'a']],
    ] as const)
      expect(key.hash(tag, parts)).not.toBe(hash);
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
