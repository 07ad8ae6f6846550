import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findCanaries } from './scan.ts';

const CANARY = 'Qz7mKx2vTp9Lw4Rb8Nd3';

describe('the search for canaries finds', () => {
  const bytes = Buffer.from(CANARY);
  it.each([
    ['the raw text', `a ${CANARY} b`],
    ['eight characters of it', `a${CANARY.slice(5, 13)}b`],
    ['its hex form', bytes.toString('hex')],
    ['its base64 at offset 0', bytes.toString('base64')],
    ['its base64 at offset 1', Buffer.from(`x${CANARY}y`).toString('base64')],
    ['its base64 at offset 2', Buffer.from(`xx${CANARY}y`).toString('base64url')],
    ['its MD5', createHash('md5').update(CANARY).digest('hex')],
    ['its SHA-1 in base64', createHash('sha1').update(CANARY).digest('base64')],
    ['its SHA-256 cut to eight digits', `,${createHash('sha256').update(CANARY).digest('hex').slice(0, 8)},`],
    ['the hash of its lower case', createHash('sha256').update(CANARY.toLowerCase()).digest('hex')],
  ])('%s', (_what, text) => {
    expect(findCanaries([{ where: 'file', text }], { canary: CANARY })).toEqual(['file: canary']);
  });

  it('nothing in other text', () => {
    expect(
      findCanaries([{ where: 'file', text: 'a quiet page of text with 0123456789abcdef0123456789abcdef' }], {
        canary: CANARY,
      }),
    ).toEqual([]);
  });
});
