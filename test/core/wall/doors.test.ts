/** The wall at each door of the core: what touches the register is excluded, and nothing of it is in a row. */
import { describe, expect, it } from 'vitest';
import { CONFIG, DOORS, type Seen } from './walled.ts';
import { EVENT, post } from '../collect/posted.ts';

const SITE = 'https://www.example.com';
/** Ways to touch the register, by the field that tells. */
const TOUCHING: Readonly<Record<string, readonly [field: keyof Seen, seen: Seen]>> = {
  'a page below a path': ['url', { url: `${SITE}/register/workshop?lang=de` }],
  'a page of a host that is not the site’s': ['url', { url: 'https://register.example.com/workshop' }],
  'a page at a port': ['url', { url: `${SITE}:8788/anything` }],
  'a page of a host at its port': ['url', { url: 'https://forms.example.net:8443/' }],
  'a page not found below a path': ['url', { name: 'not_found', url: `${SITE}/register/wrokshop` }],
  'an action on such a page': ['url', { name: 'signup', url: `${SITE}/register/workshop` }],
  'a landing from the host': ['referrer', { referrer: 'https://register.example.com/thanks/1' }],
  'a landing from the origin alone': ['referrer', { referrer: 'https://register.example.com/' }],
  'a landing from the origin without its slash': ['referrer', { referrer: 'https://register.example.com' }],
  'a landing from a path': ['referrer', { referrer: `${SITE}/danke` }],
  'a landing from a port': ['referrer', { referrer: 'https://forms.example.net:8443/' }],
  'a link to the host': ['props', { name: 'outbound', props: { host: 'register.example.com' } }],
  'a link to a host with a port': ['props', { name: 'outbound', props: { host: 'forms.example.net:8443' } }],
  'a link to a host whose port is not told': [
    'props',
    { name: 'outbound', props: { host: 'forms.example.net' } },
  ],
  'a missing page of the register': ['props', { name: 'not_found', props: { path: '/register/wrokshop' } }],
  'a path with its host': ['props', { name: 'not_found', props: { path: '//register.example.com/x' } }],
  'a file of the register': ['props', { name: 'download', props: { file: '/workshops/flyer.pdf' } }],
  'a file by its address': [
    'props',
    { name: 'download', props: { file: 'https://register.example.com/f.pdf' } },
  ],
  'an action with a file': ['props', { name: 'signup', props: { file: 'workshops/flyer.pdf' } }],
};
const ASIDE: Readonly<Record<string, readonly [field: keyof Seen, seen: Seen]>> = {
  'another page': ['url', { url: `${SITE}/regis` }],
  'a page that holds the word': ['url', { url: `${SITE}/blog/register` }],
  'another host below the domain': ['referrer', { referrer: 'https://www.register.example.com/' }],
  'another port': ['referrer', { referrer: 'https://forms.example.net/' }],
  'a path of another host': ['referrer', { referrer: 'https://www.example.org/register/workshop' }],
  'a link to another host': ['props', { name: 'outbound', props: { host: 'example.com' } }],
  'a link to the site itself, which shares a host with its register': [
    'props',
    { name: 'outbound', props: { host: 'www.example.com' } },
  ],
  'another file': ['props', { name: 'download', props: { file: '/flyers/register.pdf' } }],
};

describe.each(Object.entries(DOORS))('%s', (_door, { tells, door }) => {
  it.each(Object.entries(TOUCHING).filter(([, [field]]) => tells.includes(field)))(
    'is excluded for %s, and its row holds nothing but that',
    (_way, [, seen]) => {
      const [row] = door(seen);
      expect(row).toMatchObject({ site: 'shop', outcome: 'excluded', reason: 'excluded' });
      const {
        site: _site,
        day: _day,
        event_id: _id,
        outcome: _outcome,
        reason: _reason,
        ...rest
      } = row ?? {};
      expect(Object.values(rest).filter((value) => value !== null)).toEqual([]);
    },
  );

  it.each(Object.entries(ASIDE).filter(([, [field]]) => tells.includes(field)))(
    'is counted for %s',
    (_way, [, seen]) => {
      expect(door(seen)).toMatchObject([{ outcome: 'stored' }]);
    },
  );
});

describe('an event of which something is cut off', () => {
  const long = 'x'.repeat(2100);
  it.each<[string, object]>([
    ['a long referrer', { referrer: `${SITE}/a/${long}/anmeldung` }],
    ['a long path of a file', { name: 'download', props: { file: `/a/${'x'.repeat(300)}/anmeldung` } }],
    ['a file among too many properties', { props: { ...keys(40), file: '/workshops/flyer.pdf' } }],
  ])('is excluded where the register stands in what is cut off: %s', (_way, seen) => {
    expect(post({ ...EVENT, ...seen }, { config: CONFIG }).events).toMatchObject([{ outcome: 'excluded' }]);
  });

  it('is counted otherwise', () => {
    const event = { ...EVENT, referrer: `https://www.example.org/${long}`, props: keys(40), id: 7 };
    expect(post(event, { config: CONFIG }).events).toMatchObject([{ outcome: 'stored' }]);
  });

  function keys(count: number): object {
    return Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));
  }
});

describe('a page of the register that posts', () => {
  it('is excluded by its origin, whatever its event says', () => {
    const got = post(
      { site: 'shop', name: 'signup', url: `${SITE}/` },
      { config: CONFIG, headers: { origin: 'https://register.example.com' } },
    );
    expect(got.said).toEqual({ accepted: 0, dropped: [{ index: 0, reason: 'excluded' }], rejected: [] });
  });

  it('leaves another origin that is not allowed as it is', () => {
    const got = post(
      { site: 'shop', name: 'signup', url: `${SITE}/` },
      { config: CONFIG, headers: { origin: 'https://elsewhere.example' } },
    );
    expect(got.status).toBe(403);
  });
});
