/** `mask`: the page of a person is counted as the pattern, in whatever spelling it was requested. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cachedPage } from '#core/anonymize/cached-page';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { derivePage } from '#core/anonymize/page';
import { selectProps } from '#core/anonymize/props';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';

const siteWith = (more: object) =>
  compileConfig(
    parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['www.example.com'], ...more }] })),
  ).site('s')!;
const site = siteWith({ mask: ['/people/:name'], published: ['/', '/people/board'], keepParameters: ['p'] });
const path = (target: string, of = site) => derivePage(target, of).path;
const NAME = 'anna-schmidt';

/** Spellings of a segment that may lead a server to the same page. */
function spelled(segment: string): fc.Arbitrary<string> {
  const escape = (character: string) => `%${character.charCodeAt(0).toString(16)}`;
  return fc
    .array(fc.constantFrom('plain', 'escaped', 'upper', 'twice', 'thrice', 'deeper'), {
      minLength: segment.length,
      maxLength: segment.length,
    })
    .map((ways) =>
      [...segment]
        .map((character, at) => {
          const escaped = escape(character);
          if (ways[at] === 'escaped') return escaped;
          if (ways[at] === 'upper') return escaped.toUpperCase();
          if (ways[at] === 'twice') return escaped.replace('%', '%25');
          if (ways[at] === 'deeper') return escaped.replace('%', '%25252525');
          return ways[at] === 'thrice' ? escaped.replace('%', '%2525') : character;
        })
        .join(''),
    );
}
const slash = fc.constantFrom(
  '/',
  '//',
  '/./',
  '/x/../',
  '\\',
  '%2F',
  '%2f',
  '%252F',
  '%2525252F',
  '/%2e/',
  '%5C',
  '/\t/',
);
const ending = fc.constantFrom(
  '',
  ...'/ // /index.html /index.php ;v=1 ?p=anna ?name=anna #anna %3Fp=anna %23anna %3Banna'.split(' '),
  ...'/cv /cv.pdf?p=2 /a/b/c %2Fcv /. &p=anna'.split(' '),
);

describe('a masked page', () => {
  it.each([
    ['/people/anna', '/people/:name'],
    ['/people/anna/', '/people/:name'],
    ['/people/anna?p=2', '/people/:name'],
    ['/people/anna.html', '/people/:name'],
    ['/people/anna@example.org', '/people/:name'],
    ['/people/%C3%A4nne', '/people/:name'],
    ['/people/m%FCller', '/people/:name'],
    ['/people/:name', '/people/:name'],
    ['/people/anna/photos/3', '/people/:name'],
    ['/People/Anna', '/people/:name'],
    ['/people', '/people'],
    ['/people/', '/people'],
    ['/people/index.html', '/people'],
    ['/people/anna/..', '/people'],
    ['/peoples/anna', '/peoples/anna'],
    ['/our/people/anna', '/our/people/anna'],
    ['/people/board', '/people/board'],
    ['/people/board/', '/people/board'],
    ['/people/board?p=2', '/people/board?p=2'],
    ['/people/board/anna', '/people/:name'],
    ['/people/Board', '/people/:name'],
  ])('is counted as its mask, and others are not: %s as %s', (target, counted) => {
    expect(path(target)).toBe(counted);
  });

  it('is counted as its mask in every spelling, and no name is kept', () => {
    fc.assert(
      fc.property(slash, spelled('people'), slash, spelled(NAME), ending, (a, folder, b, name, end) => {
        const first = a.startsWith('/') ? a : `/${a}`;
        expect(path(`${first}${folder}${b}${name}${end}`)).toBe('/people/:name');
      }),
      { numRuns: 5_000 },
    );
  });

  it('is masked whatever the site says of slashes, case and index files', () => {
    for (const trailingSlash of ['ignore', 'keep'])
      for (const index of ['folder', 'keep'])
        for (const letters of ['keep', 'lower']) {
          const of = siteWith({ mask: ['/people/:name'], paths: { trailingSlash, index, case: letters } });
          for (const target of ['/people/anna', '/people/anna/', '/PEOPLE/Anna/index.html', '/people//anna'])
            expect(path(target, of), target).toBe('/people/:name');
          for (const target of ['/people', '/people/'])
            expect(path(target, of).startsWith('/people/:'), target).toBe(false);
        }
  });

  it('is the first mask that fits its depth; where none does, the first one above it', () => {
    const of = siteWith({
      mask: ['/people/:name', '/:lang/people/:name', '/people/:name/cv', '/people/:who/:what', '/u/:id/*'],
    });
    expect(path('/people/anna', of)).toBe('/people/:name');
    expect(path('/de/people/anna', of)).toBe('/:lang/people/:name');
    expect(path('/people/anna/cv', of)).toBe('/people/:name/cv');
    expect(path('/people/people/anna', of)).toBe('/:lang/people/:name');
    expect(path('/people/anna/photos', of)).toBe('/people/:who/:what');
    expect(path('/people/anna/photos/3', of)).toBe('/people/:name');
    expect(path('/u/7', of)).toBe('/u/:id/*');
    expect(path('/u/7/a/b', of)).toBe('/u/:id/*');
    expect(path('/u', of)).toBe('/u');
  });

  it('may have its name within a segment, in any script, and a mask may be written in any spelling', () => {
    const of = siteWith({ mask: ['/~:user', '/@:user/', '/m%C3%BCller//./:name', '/p/:name.html'] });
    expect(path('/~anna', of)).toBe('/~:user');
    expect(path('/~anna/papers', of)).toBe('/~:user');
    expect(path('/%7Eanna', of)).toBe('/~:user');
    expect(path('/@anna', of)).toBe('/@:user');
    expect(path('/~', of)).toBe('/~');
    expect(path('/M%C3%9CLLER/anna', of)).toBe('/m\u00fcller/:name');
    expect(path('/mu%CC%88ller/anna', of)).toBe('/m\u00fcller/:name');
    expect(path('/p/anna.html', of)).toBe('/p/:name.html');
    expect(path('/p/anna.HTML', of)).toBe('/p/:name.html');
  });

  it('is a public cell by its pattern, and keeps its topic', () => {
    const of = siteWith({ mask: ['/people/:name/'], topics: [{ name: 'People', paths: ['/people/*'] }] });
    expect(of.publishedPaths).toEqual(new Set(['/people/:name']));
    expect(derivePage('/people/anna', of).topic).toBe('People');
  });

  it('is not cached by its address', () => {
    const cache = new DerivedCache();
    const dayKey = { day: '2026-11-12', keying: '', hash: () => '' };
    for (const target of ['/people/anna', '/people/anna/', '/people/board'])
      cachedPage(target, site, dayKey, cache);
    expect(cache.page(dayKey.day, 's', '/people/anna')).toBeUndefined();
    expect(cache.page(dayKey.day, 's', '/people/board')).toBeDefined();
    const folding = siteWith({ unlisted: 'fold', published: ['/'] });
    cachedPage('/anna', folding, dayKey, cache);
    expect(cache.page(dayKey.day, 's', '/anna')).toBeUndefined();
  });
});

describe('the file of a download and the path of a page not found', () => {
  it('are masked as a page is, from every spelling and with the site as host', () => {
    const values = [
      ...'/people/anna /people/anna/cv.pdf people/anna.pdf \\people\\anna /people%2Fanna'.split(' '),
      ...'https://www.example.com/people/anna?x=1 //www.example.com/people/anna //people/anna'.split(' '),
      'https://jo:pw@WWW.example.com:443/people/anna',
      '/people/anna cv.pdf',
    ];
    for (const value of values) {
      expect(selectProps('not_found', { path: value }, site), value).toEqual({ path: '/people/:name' });
      expect(selectProps('download', { file: value }, site), value).toEqual({ file: '/people/:name' });
    }
    expect(selectProps('download', { file: '/files/a.pdf' }, site)).toEqual({ file: '/files/a.pdf' });
    expect(selectProps('not_found', { path: '/people/board' }, site)).toEqual({ path: '/people/board' });
  });

  it('are masked in an open property, too, where its value is a path or an address of the site', () => {
    const of = siteWith({ mask: ['/people/:name'], props: { from: true } });
    for (const from of ['/people/anna', 'http://www.example.com/people/anna'])
      expect(selectProps('signup', { from }, of)).toEqual({ from: '/people/:name' });
    expect(selectProps('signup', { from: 'people I met' }, of)).toEqual({ from: 'people I met' });
  });
});

describe('a page that is not listed', () => {
  const folding = siteWith({
    unlisted: 'fold',
    published: ['/', '/about', '/?p=1', '/blog/*'],
    mask: ['/people/:name'],
    keepParameters: ['p'],
    topics: [{ name: 'Staff', paths: ['/staff/*'] }],
    props: { from: true },
  });

  it.each([
    ['/', '/'],
    ['/about/', '/about'],
    ['/about?p=anna', '/about'],
    ['/?p=1', '/?p=1'],
    ['/?p=anna', '/'],
    ['/blog', '/blog'],
    ['/blog/a-post?p=2', '/blog/a-post?p=2'],
    ['/blog/jo%40example.org', '/blog/:email'],
    ['/people/anna', '/people/:name'],
    ['/people', '(other)'],
    ['/staff/anna', '(other)'],
    ['/anna', '(other)'],
    ['/blogs', '(other)'],
    ['/About', '(other)'],
    ['/blog/../anna', '(other)'],
    ['/(other)', '(other)'],
  ])('is folded where the site asks for it, and a listed one is not: %s is %s', (target, counted) => {
    expect(path(target, folding)).toBe(counted);
  });

  it('keeps its topic', () => {
    expect(derivePage('/staff/anna', folding).topic).toBe('Staff');
  });

  it('is kept where the site says nothing', () => {
    expect(path('/staff/anna')).toBe('/staff/anna');
  });

  it('is folded as a file and as a page not found, too', () => {
    expect(selectProps('not_found', { path: '/anna' }, folding)).toEqual({ path: '(other)' });
    expect(selectProps('not_found', { path: 'anna' }, folding)).toEqual({ path: '(other)' });
    expect(selectProps('download', { file: '/cv/anna.pdf' }, folding)).toEqual({ file: '(other)' });
    expect(selectProps('download', { file: '/blog/a.pdf' }, folding)).toEqual({ file: '/blog/a.pdf' });
    expect(selectProps('signup', { from: '/anna' }, folding)).toEqual({ from: '(other)' });
    expect(selectProps('signup', { from: 'a letter' }, folding)).toEqual({ from: 'a letter' });
  });

  it('is a public cell, since it was named before the data', () => {
    expect([...folding.publishedPaths].toSorted()).toEqual([
      '(other)',
      '/',
      '/?p=1',
      '/about',
      '/people/:name',
    ]);
  });
});
