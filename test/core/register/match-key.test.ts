/** Which spellings of an address are one person, and which are not. */
import { describe, expect, it } from 'vitest';
import { foldForLimits, normalizeAddress } from '#core/register/match-key';

describe('an address', () => {
  it.each([
    ['  Ada@Example.ORG ', 'ada@example.org'],
    ['ada@b\u00fccher.example', 'ada@xn--bcher-kva.example'],
    ['ada@BU\u0308CHER.example', 'ada@xn--bcher-kva.example'],
    ['A\u0308da@example.org', '\u00e4da@example.org'],
    ['ada@example.org.', 'ada@example.org'],
    ['"a b"@example.org', '"a b"@example.org'],
    ['a.d.a+news@gmail.com', 'a.d.a+news@gmail.com'],
  ])('%s is found again as %s', (typed, key) => {
    expect(normalizeAddress(typed)).toBe(key);
  });

  it.each([
    'ada',
    '@example.org',
    'ada@',
    'ada@a b',
    'ada@example.org/x',
    'ada@example.org:80',
    'ada@[::1]',
    'ada@%65.org',
  ])('%s has no domain', (typed) => {
    expect(normalizeAddress(typed)).toBeUndefined();
  });

  it.each([
    ['a.d.a+news@gmail.com', 'ada@gmail.com'],
    ['ada@googlemail.com', 'ada@gmail.com'],
    ['a.d.a+news@example.org', 'a.d.a+news@example.org'],
  ])('%s counts in limits as %s', (address, folded) => {
    expect(foldForLimits(address)).toBe(folded);
  });
});
