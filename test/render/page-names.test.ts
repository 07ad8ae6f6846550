/** Names of pages are decoded: what a browser sends as escapes is shown as it is read, and as nothing else. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { derivePage } from '#core/anonymize/page';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { csvText } from '#render/render-csv';
import { toPrintable } from '#render/terminal-text';

const site = compileConfig(
  parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['www.example.com'], keepParameters: ['p'] }] })),
).site('s')!;

it('a page has a name that a terminal and a spreadsheet show unchanged, whatever was sent', () => {
  const hostile = fc.constantFrom(
    '\u001b[2J',
    '\u0000',
    '\r\n',
    '\t',
    '\u202e',
    '\u200b',
    '\u2028',
    '\ufeff',
    '\u{e0041}',
    '\u00ad',
    '\u0085',
    '=1+1',
    '@SUM',
    '-1',
    '<script>',
    '"',
    "'",
    ',',
    ';',
    '|',
    'a',
    'é',
    ' ',
    '/',
    '%',
    '\\',
    'jo@example.org',
  );
  const target = fc
    .array(fc.tuple(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 2 })), fc.nat(2)), {
      maxLength: 8,
    })
    .map((parts) =>
      parts
        .map(([text, times]) => {
          let encoded = text.replaceAll(/\p{Cs}/gu, '');
          for (let time = 0; time < times; time++) encoded = encodeURIComponent(encoded);
          return encoded;
        })
        .join(''),
    );
  fc.assert(
    fc.property(target, (text) => {
      const { path } = derivePage(`/${text.replaceAll(/[?#]/g, '')}`, site);
      expect(path).toMatch(/^\//);
      expect(toPrintable(path)).toBe(path);
      expect(csvText(path)).toBe(path);
      expect(path).not.toMatch(/jo@example/);
    }),
    { numRuns: 5_000 },
  );
});
