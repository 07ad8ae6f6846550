/** No text from a visitor moves a terminal's cursor, reorders a line or hides in it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeControls, toPrintable } from '#render/terminal-text';

/** Defined by code point, deliberately not by the properties that the code uses. */
const HARMFUL: readonly (readonly [string, number, number])[] = [
  ['C0', 0x00, 0x1f],
  ['delete and C1', 0x7f, 0x9f],
  ['soft hyphen', 0xad, 0xad],
  ['combining grapheme joiner', 0x34f, 0x34f],
  ['Arabic letter mark', 0x61c, 0x61c],
  ['Hangul fillers', 0x115f, 0x1160],
  ['Mongolian vowel separator', 0x180e, 0x180e],
  ['zero width, marks of direction', 0x200b, 0x200f],
  ['line and paragraph separators, embeddings, overrides', 0x2028, 0x202e],
  ['word joiner, invisible operators', 0x2060, 0x2064],
  ['isolates, deprecated formats', 0x2066, 0x206f],
  ['Hangul filler', 0x3164, 0x3164],
  ['half surrogates', 0xd800, 0xdfff],
  ['byte order mark', 0xfeff, 0xfeff],
  ['annotations', 0xfff9, 0xfffb],
  ['tags', 0xe0000, 0xe007f],
  ['more variation selectors', 0xe0100, 0xe01ef],
];
const harmful = fc
  .constantFrom(...HARMFUL)
  .chain(([, first, last]) => fc.integer({ min: first, max: last }))
  .map((point) => String.fromCodePoint(point));
const text = fc
  .array(fc.oneof(harmful, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join(''));

function found(shown: string): readonly string[] {
  return [...shown]
    .map((character) => character.codePointAt(0) ?? 0)
    .filter((point) => HARMFUL.some(([, first, last]) => point >= first && point <= last))
    .map((point) => point.toString(16));
}

describe('a text as it is printed', () => {
  it.each(HARMFUL)('holds no character of: %s', (_name, first, last) => {
    for (let point = first; point <= last; point += 1)
      expect(toPrintable(`a${String.fromCodePoint(point)}b`)).toBe('a\ufffdb');
  });

  it('holds none of them wherever they stand, and is one line', () => {
    fc.assert(
      fc.property(text, (sent) => {
        expect(found(toPrintable(sent))).toEqual([]);
      }),
    );
  });

  it('is as it was sent where it holds none: accents, other scripts, emoji', () => {
    for (const sent of ['/größe/日本語', '/שלום', '/пример', "it's 100 % \u2014 \u{1f600} \u2764\ufe0f"])
      expect(toPrintable(sent)).toBe(sent);
  });
});

describe('lines as they are printed', () => {
  it('hold none of them but line feeds', () => {
    fc.assert(
      fc.property(fc.array(text), (lines) => {
        expect(found(escapeControls(lines.join('\n')).replaceAll('\n', ''))).toEqual([]);
      }),
    );
  });

  it('are, of JSON, still JSON of the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.array(text)), (value) => {
        expect(JSON.parse(escapeControls(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(JSON.parse(escapeControls(JSON.stringify(value, null, 2)))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });
});
