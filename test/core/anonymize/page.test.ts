/**
 * A page is its path: parameters that name a source, a medium or a campaign have columns of their own and split no
 * page.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivePage } from '#core/anonymize/page';
import { deriveSource } from '#core/anonymize/source';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';

const siteWith = (more: object) =>
  compileConfig(
    parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['www.example.com', 'example.com'], ...more }] })),
  ).site('s')!;
const site = siteWith({ campaigns: ['spring', 'Summer-2026'] });
const path = (target: string, of = site) => derivePage(target, of).path;
const campaign = (target: string) => derivePage(target, site).campaign;
const came = (target: string, referrer?: string) => {
  const { source, medium } = deriveSource(referrer, derivePage(target, site).namedSource, site);
  return [source, medium];
};
const GOOGLE = 'https://www.google.com/';

describe('a page', () => {
  it('is its path, whatever its query says', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9%+._-]{0,12}$/);
    const name = fc.oneof(
      word,
      fc.constantFrom(
        ...'utm_source UTM_Medium utm_campaign utm_id utm_term ref source via gclid fbclid msclkid'.split(
          ' ',
        ),
        ...'amp;utm_medium p page mtm_campaign utm%5Fsource utm%255Fsource'.split(' '),
      ),
    );
    const separator = fc.constantFrom('&', '&amp;', ';', '%26', '&&', '&amp%3B');
    const query = fc
      .array(fc.tuple(name, word, separator), { maxLength: 6 })
      .map((parts) => parts.map(([key, value, end]) => `${key}=${value}${end}`).join(''));
    fc.assert(
      fc.property(query, (text) => {
        expect(path(`/pricing?${text}`)).toBe('/pricing');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('campaign parameters', () => {
  it.each([
    ['/?utm_source=letter&utm_medium=email&utm_campaign=spring'],
    ['/?UTM_SOURCE=letter&Utm_Medium=email&utm_Campaign=spring'],
    ['/?utm_source=letter&amp;utm_medium=email&amp;utm_campaign=spring'],
    ['/?utm_source=letter&amp;amp;utm_medium=email&AMP;utm_campaign=spring'],
    ['/?utm_source=letter&amp%3Butm_medium=email&amp%3butm_campaign=spring'],
    ['/?utm_source=letter;utm_medium=email;utm_campaign=spring'],
    ['/?q=1;utm_source=letter;q=2;utm_medium=email;utm_campaign=spring'],
    ['/?utm_source=letter%26utm_medium%3Demail%26utm_campaign%3Dspring'],
    ['/?utm_source=letter%26amp%3Butm_medium%3Demail%26amp%3Butm_campaign%3Dspring'],
    ['/?utm_source%3Dletter%26utm_medium%3Demail%26utm_campaign%3Dspring'],
    ['/%3Futm_source=letter%26utm_medium=email%26utm_campaign=spring'],
    ['/?utm%5Fsource=letter&utm%5fmedium=email&utm_campaign=%73pring'],
    ['/?%20utm_source=letter&%20utm_medium=email&+utm_campaign=spring+'],
    ['/?utm_source=&utm_source=letter&utm_source=other&utm_medium=email&utm_campaign=spring'],
  ])('campaign parameters are read in any case and however they are separated: %s', (target) => {
    expect([path(target), campaign(target), ...came(target, GOOGLE)]).toEqual([
      '/',
      'spring',
      'letter',
      'mail',
    ]);
  });

  it('campaign parameters of an address within a parameter are not those of the page', () => {
    expect(came('/?next=https%3A%2F%2Fother.example%2F%3Futm_source%3Dx%26utm_medium%3Demail')).toEqual([
      '(none)',
      'direct',
    ]);
  });

  it('lose what hangs on a value as a parameter of its own', () => {
    expect(campaign('/?utm_campaign=may%26token%3Dhunter2')).toBe('may');
    expect(campaign('/?utm_campaign=may;sid=hunter2')).toBe('may');
    expect(campaign('/?utm_campaign=black%26white')).toBe('black&white');
  });

  it.each([
    ['sms', '(unknown)', '(unknown)'],
    ['push', '(unknown)', '(unknown)'],
    ['carrier-pigeon', '(unknown)', '(unknown)'],
    ['email', '(unknown)', 'mail'],
    ['cpc', '(unknown)', 'paid'],
    ['(none)', '(none)', 'direct'],
  ])('utm_medium=%s alone gives the source %s and the medium %s', (medium, source, by) => {
    expect(came(`/?utm_medium=${medium}`)).toEqual([source, by]);
  });

  it('campaign parameters that name no source do not make a visit direct, and leave what a referrer says', () => {
    for (const tag of ['utm_campaign=spring', 'utm_id=7', 'utm_content=a', 'UTM_Term=a']) {
      expect(came(`/?${tag}`), tag).toEqual(['(unknown)', '(unknown)']);
      expect(came(`/?${tag}`, GOOGLE), tag).toEqual(['Google', 'search']);
    }
    expect(came('/?utm_medium=sms', GOOGLE)).toEqual(['Google', 'search']);
    expect(came('/?page=2')).toEqual(['(none)', 'direct']);
  });

  it('campaign parameters that contain nothing but signs are unknown, never empty', () => {
    expect(came('/?utm_source=%3D')).toEqual(['(unknown)', '(unknown)']);
    expect(campaign('/?utm_campaign=%3D')).toBeNull();
  });
});

describe('a campaign on the list', () => {
  it('matches without case and is written as the configuration writes it', () => {
    expect(
      ['SPRING', 'Spring', 'summer-2026', 'SUMMER-2026 ', 'autumn', 'Autumn'].map((one) =>
        campaign(`/?utm_campaign=${encodeURIComponent(one)}`),
      ),
    ).toEqual(['spring', 'spring', 'Summer-2026', 'Summer-2026', 'autumn', 'Autumn']);
  });

  it('is itself where another on the list differs in case alone', () => {
    const both = siteWith({ campaigns: ['May', 'may'] });
    expect(['may', 'May', 'MAY'].map((one) => derivePage(`/?utm_campaign=${one}`, both).campaign)).toEqual([
      'may',
      'May',
      'May',
    ]);
  });
});

describe('ref, source and via', () => {
  it.each([
    ['ref=producthunt', 'Product Hunt', 'social'],
    ['ref=Product-Hunt', 'Product Hunt', 'social'],
    ['ref=www.producthunt.com', 'Product Hunt', 'social'],
    ['via=hackernews', 'Hacker News', 'social'],
    ['source=chatgpt.com', 'ChatGPT', 'ai'],
    ['Ref=GitHub', 'GitHub', 'social'],
    ['ref=www.example.org', 'example.org', 'referral'],
    ['ref=https%3A%2F%2Fblog.example.org%2Fpost%3Fa%3Db', 'example.org', 'referral'],
    ['ref=anna.github.io', 'github.io', 'referral'],
    ['ref=header&source=footer&via=lobste.rs', 'Lobsters', 'social'],
  ])('name the source: %s is %s by %s', (query, source, medium) => {
    expect([path(`/a?${query}`), ...came(`/a?${query}`)]).toEqual(['/a', source, medium]);
  });

  it.each([
    'header',
    'nav-top',
    'version2.x',
    '1.2',
    'intranet',
    'wiki.corp',
    'other.org:8443',
    '192.0.2.1',
    'www.example.com',
    'https://example.com/b',
    'jo@example.org',
    'https://jo:pw@example.org/',
    'mailto:jo@example.org',
    'see example.org',
    '',
  ])('count for nothing where they name neither a known source nor a host: %s', (value) => {
    for (const name of ['ref', 'source', 'via'])
      expect(came(`/?${name}=${encodeURIComponent(value)}`), name).toEqual(['(none)', 'direct']);
  });

  it('go behind utm_source and before the referrer', () => {
    expect(came('/?ref=producthunt&utm_source=letter')).toEqual(['letter', '(unknown)']);
    expect(came('/?ref=producthunt', GOOGLE)).toEqual(['Product Hunt', 'social']);
    expect(came('/?ref=producthunt&utm_medium=cpc')).toEqual(['Product Hunt', 'paid']);
    expect(came('/?ref=header', GOOGLE)).toEqual(['Google', 'search']);
  });
});

describe('a click id', () => {
  it.each([
    ['gclid', 'Google', 'paid'],
    ['gbraid', 'Google', 'paid'],
    ['wbraid', 'Google', 'paid'],
    ['dclid', 'Google', 'paid'],
    ['msclkid', 'Bing', 'paid'],
    ['fbclid', 'Facebook', 'social'],
    ['igshid', 'Instagram', 'social'],
    ['GCLID', 'Google', 'paid'],
  ])('%s is of %s by %s, and its value stays nowhere', (name, source, medium) => {
    const page = derivePage(`/a?${name}=hunter2`, site);
    expect([page.path, ...came(`/a?${name}=hunter2`)]).toEqual(['/a', source, medium]);
    expect(JSON.stringify(page)).not.toContain('hunter2');
    expect(came(`/a?${name}=`), 'an empty one is none').toEqual(['(none)', 'direct']);
  });

  it('makes a visit from a search engine a paid one, and leaves a source that something names', () => {
    expect(came('/?gclid=1', GOOGLE)).toEqual(['Google', 'paid']);
    expect(came('/?gclid=1', 'https://www.youtube.com/')).toEqual(['Youtube', 'paid']);
    expect(came('/?gclid=1', 'https://intranet/')).toEqual(['Google', 'paid']);
    expect(came('/?fbclid=1&utm_source=letter')).toEqual(['letter', 'social']);
    expect(came('/?utm_source=google&gclid=1')).toEqual(['Google', 'paid']);
    expect(came('/?ref=producthunt&fbclid=1')).toEqual(['Product Hunt', 'social']);
  });

  it('gives way to a medium that is named, not to a word that names none', () => {
    expect(came('/?gclid=1&utm_medium=email&utm_source=letter')).toEqual(['letter', 'mail']);
    expect(came('/?gclid=1&utm_medium=sms')).toEqual(['Google', 'paid']);
  });
});
