/** What a site excludes stays excluded, however its address is spelled. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExcludedPage } from '#core/anonymize/excluded-page';
import { derivePage } from '#core/anonymize/page';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { ROOT } from '../../structure/source-imports.ts';

const siteOf = (more: object) =>
  compileConfig(
    parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['www.example.com'], ...more }] })),
  ).site('s')!;
const excluding = (...paths: string[]) => siteOf({ exclude: { paths } });

/** How versions up to 0.2.0 compared: segments decoded where that was lossless, patterns as they are written. */
function wasExcluded(target: string, patterns: readonly string[]): boolean {
  const path = target
    .split(/[?#]/, 1)[0]!
    .split('/')
    .map((segment) => {
      const own = segment.split(';', 1)[0]!;
      try {
        const decoded = decodeURIComponent(own);
        // eslint-disable-next-line no-control-regex
        return /[/?#%;\u0000-\u0020\u007f]/.test(decoded) || !own.includes('%')
          ? own
          : decoded.normalize('NFC');
      } catch {
        return own;
      }
    })
    .join('/');
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  );
}

describe('an excluded page', () => {
  it('was excluded before paths had a normal form, and still is', () => {
    const piece = fc.constantFrom(
      ...'/ / / admin Admin x é %C3%A9 e\u0301 %20 %2F %2f %25 %E9 . .. %2e ; ;a=1 %3B %3Fa=1 index.html'.split(
        ' ',
      ),
    );
    const path = fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join('')}`);
    const by = fc.record({
      trailingSlash: fc.constantFrom('ignore', 'keep'),
      case: fc.constantFrom('keep', 'lower'),
      index: fc.constantFrom('folder', 'keep'),
    });
    let excluded = 0;
    fc.assert(
      fc.property(path, path, fc.nat(8), fc.boolean(), by, (target, other, length, isStart, paths) => {
        // Most patterns are the beginning of the path, or nothing would match.
        const pattern = isStart ? `${target.slice(0, length) || '/'}*` : length % 2 === 0 ? target : other;
        if (!wasExcluded(target, [pattern])) return;
        excluded++;
        expect(isExcludedPage(target, siteOf({ exclude: { paths: [pattern] }, paths }))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(excluded).toBeGreaterThan(500);
  });

  it.each([
    '/admin',
    '/admin/',
    '/admin/x',
    '/%61dmin/x',
    '/admin%2Fx',
    '/admin%2fx',
    '/admin%252Fx',
    '//admin//x',
    '/./admin/x',
    '/a/../admin/x',
    '/a/%2e%2E/admin/x',
    '/admin/../a',
    '/admin;jsessionid=1/x',
    '/admin%3Fa=1',
    '/admin%3Ba',
    '/admin/index.html',
    '/admin\\x',
    '/a%2F..%2Fadmin%2Fx',
  ])('by /admin/* is %s', (target) => {
    expect(isExcludedPage(target, excluding('/admin/*'))).toBe(true);
    expect(isExcludedPage(`${target}?a=b`, excluding('/admin/*'))).toBe(true);
  });

  it('is none by another name', () => {
    for (const target of ['/administration', '/a/admin', '/', '/Admin/x'])
      expect(isExcludedPage(target, excluding('/admin/*')), target).toBe(false);
    expect(
      isExcludedPage('/Admin/x', siteOf({ exclude: { paths: ['/admin/*'] }, paths: { case: 'lower' } })),
    ).toBe(true);
  });
});

describe('encoded patterns', () => {
  const { sites } = JSON.parse(readFileSync(join(ROOT, 'test/data/cases/encoded-patterns.json'), 'utf8')) as {
    sites: [object];
  };
  const site = siteOf({ ...sites[0], id: 's' });

  it('exclude and name topics as readable ones do', () => {
    for (const target of [
      '/%D0%B0%D0%B4%D0%BC%D0%B8%D0%BD/x',
      '/%d0%b0%d0%b4%d0%bc%d0%b8%d0%bd/x',
      '/админ/x',
    ])
      expect(isExcludedPage(target, site), target).toBe(true);
    const topic = (target: string) => derivePage(target, site).topic;
    expect(['/über/x', '/%C3%BCber/x', '/%c3%bcber', '/u%CC%88ber/x'].map(topic)).toEqual([
      'Enc',
      'Enc',
      'Enc',
      'Enc',
    ]);
    expect(['/straße/x', '/stra%C3%9Fe/x'].map(topic)).toEqual(['Plain', 'Plain']);
    expect([...site.publishedPaths]).toEqual(['/café', '/my page', '/über-uns']);
  });
});

describe('an identifier behind an encoded slash', () => {
  it('is scrubbed, however often it is encoded', () => {
    for (const target of [
      '/a%2Fjo@example.org',
      '/a%2fjo%40example.org',
      '/a%252Fjo%2540example.org',
      '/a/jo%2540example.org',
      '/caf%C3%A9%2Fjo%40example.org%20x',
      '/a//jo%40example.org/',
      '/a/./jo%40example.org/index.html',
    ])
      expect(derivePage(target, site()).path, target).not.toMatch(/jo|example/);
    function site() {
      return siteOf({});
    }
  });
});
