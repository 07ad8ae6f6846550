/** The quick parser of addresses agrees with the URL standard. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasHostLength, isHostLength } from '#core/anonymize/host-name';
import { readWebAddress, type WebAddress } from '#core/anonymize/web-address';

function byStandard(text: string): WebAddress | undefined {
  try {
    const { protocol, host, hostname, port, pathname, search } = new URL(text);
    return { protocol, host, hostname, port, pathname, search };
  } catch {
    return undefined;
  }
}

function read(text: string): unknown {
  const address = readWebAddress(text);
  if (address === undefined) return undefined;
  const { protocol, host, hostname, port, pathname, search } = address;
  return { protocol, host, hostname, port, pathname, search };
}

/** Pieces that the standard changes, drops or refuses, among pieces it leaves alone. */
const piece = fc.constantFrom(
  'http',
  'https',
  'HTTPS',
  'ftp',
  ':',
  '//',
  '/',
  '\\',
  '.',
  '..',
  '/./',
  '/../',
  '%2e',
  '%2E',
  '%',
  '%20',
  '?',
  '#',
  '@',
  ':443',
  ':80',
  ':8080',
  'a',
  'shop',
  'xn--',
  'xn--bcher-kva',
  '.example',
  '.com',
  '1',
  '127.0.0.1',
  '0x7f',
  '[::1]',
  'É',
  'ß',
  'ﬀ',
  ' ',
  '\t',
  '\n',
  "'",
  '"',
  '<',
  '{',
  '|',
  '^',
  '`',
  '~',
  '-',
  '--',
  '_',
  '&',
  '=',
  '+',
  ';',
  'utm_source=x',
  '😀',
  '\u00ad',
  '\u0000',
);

it('every address is read as by the URL standard, and none whose host is longer than a host can be', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.constantFrom('', 'https://shop.example', 'http://www.a-b.co.uk/', 'https://a.b/c?'),
      (pieces, start) => {
        const text = start + pieces.join('');
        const standard = byStandard(text);
        const isHost = hasHostLength(text) && isHostLength(standard?.hostname ?? '');
        expect(read(text)).toEqual(isHost ? standard : undefined);
      },
    ),
    { numRuns: 3_000 },
  );
});

it.each([
  'https://shop.example',
  'https://shop.example/',
  'https://shop.example/a/b.html?c=d%20e#f',
  'https://shop.example/?',
  'https://shop.example?a=b',
  'https://shop.example/a/../b',
  'https://shop.example./',
  'https://a..example/',
  'https://-a.example/',
  'https://1.2.3.4/',
  'https://a.0x1/',
  'https://shop.example/%41',
  'https://shop.example/ ',
  'android-app://com.example/',
  'about:blank',
  '/a',
  '',
])('%s is read as by the URL standard', (text) => {
  expect(read(text)).toEqual(byStandard(text));
});
