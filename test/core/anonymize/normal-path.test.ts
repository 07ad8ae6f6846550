/** The normal form of a path: one page has one spelling, and different pages have different ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalPath } from '#core/anonymize/normal-path';
import { pagePath } from '#core/anonymize/path';
import { DEFAULT_PATH_RULES, type PathRules } from '#core/anonymize/path-rules';

const normal = (path: string, rules: Partial<PathRules> = {}) =>
  normalPath(path, { ...DEFAULT_PATH_RULES, ...rules });

/** Pieces of paths that have several spellings. */
const PIECES = (
  '/ / / // a b C é ж 日 e\u0301 \u0301 \u0327 %C3%A9 %c3%a9 %20 %2F %2f %5C ' +
  '\\ %25 %2525 % %e %E9 %C3 %E2%80%8B %CC%81 \u200b \u202e %E2%80%AE . .. %2e %2E%2e ' +
  '; ;p=1 %3B %3b %3F ? %23 = & &x=1 + %2B ~ %7E \u037e %CD%BE ' +
  'index.html Default.aspx index.php %00 %0a %7F \u00a0 \ud83d\ude00 %F0%9F%98%80 \ud83d * : @'
)
  .split(' ')
  .concat(' ', '  ');
const path = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
  .map((pieces) => `/${pieces.join('').replaceAll(/[?#]/g, '')}`);
const rules = fc.record<PathRules>({
  trailingSlash: fc.constantFrom('ignore', 'keep'),
  case: fc.constantFrom('keep', 'lower'),
  index: fc.constantFrom('folder', 'keep'),
});
const RUNS = { numRuns: 5_000 };

describe('the normal form of a path', () => {
  it.each([
    ['/caf%C3%A9', '/café'],
    ['/caf%c3%a9', '/café'],
    ['/café', '/café'],
    ['/cafe%CC%81', '/café'],
    ['/caf%C3%A9%20bar', '/café bar'],
    ['/caf%c3%a9 bar', '/café bar'],
    ['/a%2fb', '/a%2Fb'],
    ['/a%5cb', '/a%5Cb'],
    ['/a\\b', '/a/b'],
    ['/%7Ejo', '/~jo'],
    ['/%41', '/A'],
    ['//a', '/a'],
    ['/a//b///c', '/a/b/c'],
    ['/a/', '/a'],
    ['/a//', '/a'],
    ['/', '/'],
    ['//', '/'],
    ['', '/'],
    ['/A', '/A'],
    ['/./a/./b', '/a/b'],
    ['/a/../b', '/b'],
    ['/a/%2e%2E/b', '/b'],
    ['/a//../b', '/a/b'],
    ['/../..', '/'],
    ['/a/b/..', '/a'],
    ['/.well-known/x', '/.well-known/x'],
    ['/a;jsessionid=1/b;x', '/a/b'],
    ['/a/..;/b', '/b'],
    ['/q/..;/../b', '/q/b'],
    ['/index.html', '/'],
    ['/a/index.html', '/a'],
    ['/a/Index.HTM', '/a'],
    ['/a/index.php', '/a'],
    ['/a/Default.aspx', '/a'],
    ['/a/index%2Ehtml', '/a'],
    ['/a/index.html/index.html/', '/a'],
    ['/index.php/a', '/index.php/a'],
    ['/a/index', '/a/index'],
    ['/a/index.txt', '/a/index.txt'],
    ['/a%e2%80%8b%ff', '/a%E2%80%8B%FF'],
    ['/100%', '/100%25'],
    ['/100%25', '/100%25'],
    ['/a%zz', '/a%25zz'],
    ['/%e9t%e9', '/%E9t%E9'],
    ['/caf%C3%A9%e9', '/café%E9'],
    ['/a%00%0a%7f', '/a%00%0A%7F'],
    ['/a%E2%80%AEb', '/a%E2%80%AEb'],
    ['/a\u202eb', '/a%E2%80%AEb'],
    ['/a%c2%a0b', '/a%C2%A0b'],
    ['/a%20', '/a%20'],
    ['/a ', '/a%20'],
    ['/ a  b', '/%20a%20%20b'],
    ['/a%3fb%23c%3bd', '/a%3Fb%23c%3Bd'],
    ['/a%CD%BE', '/a%CD%BE'],
    ['/a\u037e', '/a%CD%BE'],
    ['/%F0%9F%98%80', '/😀'],
    ['/\ud83d', '/\u{FFFD}'],
    ['/%252e%252e/a', '/%252e%252e/a'],
    ['/a+b', '/a+b'],
    ['/a%2Bb', '/a+b'],
  ])('of %j is %j', (spelled, one) => {
    expect(normal(spelled)).toBe(one);
  });

  it('follows the rules of the site', () => {
    expect(normal('/a/', { trailingSlash: 'keep' })).toBe('/a/');
    expect(normal('/a//', { trailingSlash: 'keep' })).toBe('/a/');
    expect(normal('/a/b/..', { trailingSlash: 'keep' })).toBe('/a/');
    expect(normal('/a/index.html', { trailingSlash: 'keep' })).toBe('/a/');
    expect(normal('/a/index.html', { index: 'keep' })).toBe('/a/index.html');
    expect(normal('/A/%C3%89%2f', { case: 'lower' })).toBe('/a/é%2F');
  });

  it('is the normal form of itself', () => {
    fc.assert(
      fc.property(path, rules, (text, by) => {
        const once = normal(text, by);
        expect(normal(once, by)).toBe(once);
        const { segments } = pagePath(text, by);
        const counted = `/${segments.join('/')}`;
        expect(normal(counted, by)).toBe(counted);
      }),
      RUNS,
    );
  });

  it('is the same from a browser, which parses an address by the URL standard, as from a log', () => {
    fc.assert(
      fc.property(path, rules, (text, by) => {
        // Browsers drop what stands around an address, and read a path of two slashes as a host.
        const { pathname } = new URL(`https://example.com${text}|`);
        expect(normal(pathname.slice(0, pathname.lastIndexOf('|')), by)).toBe(
          normal(text.replaceAll(/\p{Cs}/gu, '\u{FFFD}'), by),
        );
      }),
      RUNS,
    );
  });

  it('names the same resource: decoded wholly, both spellings are the same bytes', () => {
    const simple = fc
      .array(fc.constantFrom(...'a b é %C3%A9 %20 %2F %25 %E9 %3F ~ %00 %E2%80%8B'.split(' ')), {
        minLength: 1,
      })
      .map((pieces) => `/${pieces.join('')}x`);
    const bytes = (text: string) =>
      Buffer.from(
        encodeURI(text.replaceAll('%', '\0'))
          .replaceAll('%00', '%')
          .replaceAll(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('hex');
    fc.assert(
      fc.property(simple, (text) => {
        expect(bytes(normal(text))).toBe(bytes(text));
      }),
      RUNS,
    );
  });

  it('holds nothing that cannot be seen, and is bounded in length', () => {
    fc.assert(
      fc.property(path, rules, (text, by) => {
        const one = normal(text, by);
        expect(one).toMatch(/^\//);
        expect(one).not.toMatch(/[\p{C}\p{DI}]|(?! )\p{Z}|[?#;\\]|\/\/|\/\.{1,2}(?:\/|$)|%(?![\dA-F]{2})/u);
      }),
      RUNS,
    );
    for (const long of ['/a'.repeat(9_000), `/${'ж'.repeat(9_000)}`, `/${'\u200b'.repeat(4_000)}`])
      expect(normal(long).length).toBeLessThanOrEqual(4_096 + '/:token'.length);
  });
});
