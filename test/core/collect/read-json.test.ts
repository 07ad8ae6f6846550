/** Hostile and ordinary bodies. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IllFormedText, readJson } from '#core/collect/read-json';

const read = (text: string) => readJson(new TextEncoder().encode(text), 500);
const problemOf = (text: string) => {
  const got = read(text);
  return 'problem' in got ? got.problem : undefined;
};

describe('the reader of bodies', () => {
  it('reads what JSON.stringify writes, for any value within the bounds', () => {
    const bounded = fc
      .jsonValue({ maxDepth: 5, noUnicodeString: false })
      .filter((value) => !/\\u0000|\\ud[89a-f]|__proto__/i.test(JSON.stringify(value)));
    fc.assert(
      fc.property(bounded, (value) => {
        expect(read(JSON.stringify(value))).toEqual({ json: JSON.parse(JSON.stringify(value)) });
      }),
      { numRuns: 500 },
    );
  });

  it('never throws and never quotes, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readJson(bytes, 500);
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', 'CANARY', '\\u', '1', '-', 'e', ' '),
          { maxLength: 40 },
        ),
        (parts) => {
          expect(problemOf(parts.join('')) ?? '').not.toContain('CANARY');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['deep nesting', '['.repeat(100_000), /nested deeper/],
    ['deep nesting of objects', `${'{"a":'.repeat(9)}1${'}'.repeat(9)}`, /nested deeper/],
    ['__proto__', '{"__proto__":{"site":"demo"}}', /forbidden key/],
    ['an escaped __proto__', String.raw`{"\u005f_proto__":1}`, /forbidden key/],
    ['a key that comes twice', '{"site":"a","site":"b"}', /twice/],
    ['a key that comes twice, once escaped', String.raw`{"site":"a","s\u0069te":"b"}`, /twice/],
    [
      'a key that comes twice among many',
      `{${Array.from({ length: 200 }, (_, n) => `"k${n}":{"k1":1}`).join()},"k199":1}`,
      /twice/,
    ],
    ['a key that comes twice after a nested object', '{"a":{"b":1},"a":2}', /twice/],
    ['a number beyond the range', '{"value":1e999}', /out of range/],
    ['a number of many digits', `{"value":0.${'1'.repeat(100)}}`, /longer than 64/],
    [
      'too many keys',
      JSON.stringify(Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`k${i}`, 1]))),
      /at most 256 keys/,
    ],
    ['an open string', '{"site":"a', /not valid JSON/],
    ['a wrong escape', String.raw`{"site":"\x"}`, /not valid JSON/],
    ['raw control characters', '{"site":"a\nb"}', /not valid JSON/],
    ['nothing', '', /not valid JSON/],
  ])('refuses %s', (_what, text, says) => {
    expect(problemOf(text)).toMatch(says);
  });

  it.each([
    ['NUL', String.raw`{"site":"a\u0000"}`],
    ['half of a surrogate pair', String.raw`{"site":"a\ud800"}`],
  ])('marks a string with %s, in place of refusing everything beside it', (_what, text) => {
    const got = read(text) as { readonly json: { readonly site: unknown } };
    expect(got.json.site).toBeInstanceOf(IllFormedText);
    expect(got.json.site).toEqual({ wellFormed: 'a' });
  });

  it('takes the same key in many objects, also where each has many', () => {
    const wide = JSON.stringify(
      Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`k${n}`, { k1: 1 }])),
    );
    expect(problemOf(`{"a":${wide},"b":${wide}}`)).toBeUndefined();
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(readJson(Uint8Array.of(0x7b, 0xff, 0x7d), 500)).toEqual({
      problem: 'the body is not valid UTF-8',
    });
  });

  it('takes brackets and quotes within strings for text, and the same key in sibling objects', () => {
    expect(problemOf(String.raw`{"a":"[[[[[[[[[[{\"","b":[{"c":1},{"c":2}],"d":"\\"}`)).toBeUndefined();
  });
});
