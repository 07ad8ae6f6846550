/** The worlds of the audit: what everybody else does, and the one visitor-day by which two worlds differ. */
import { SITE_URL, type VisitorDay } from './visits.ts';

export const DAYS = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-14'];
/** Nobody else comes on this day. */
export const EMPTY_DAY = '2026-03-12';
/** An instant at which every day of the worlds is over, and their month, too. */
export const AFTERWARDS = '2026-04-02T12:00:00Z';

export const CONFIG = {
  timeZone: 'Europe/Berlin',
  sites: [
    {
      id: 'shop',
      hosts: ['shop.example'],
      published: ['/', '/products', '/about'],
      campaigns: ['spring'],
      topics: ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, paths: [`/${name}/*`] })),
    },
  ],
};

/** A page that nobody listed, with exactly as many visitor-days as let one more bring it to its threshold. */
export const EDGE = '/blog/edge';
export const EDGE_VISITORS = 135;

/** What everybody else does: within every bound, so that no choice depends on a salt. */
export const EVERYBODY: readonly VisitorDay[] = DAYS.filter((day) => day !== EMPTY_DAY).flatMap(
  (day, index) =>
    Array.from({ length: 28 }, (_, count): VisitorDay => {
      const visitor = index * 1000 + count;
      return {
        visitor,
        day,
        minute: 480 + count,
        pages: ['/', ...(visitor % 1000 < EDGE_VISITORS / 5 ? [EDGE] : [`/blog/${count}`])],
        ...(count % 3 === 0 ? { referrer: 'https://www.google.com/' } : {}),
      };
    }),
);

const HEAVY_PAGES = Array.from({ length: 90 }, (_, count) =>
  count % 9 === 0
    ? '/products'
    : `/${'ABCDE'[count % 5]}/${count}?utm_source=s${count % 7}&utm_medium=email&utm_campaign=c${count % 11}`,
);

const SEVEN_PAGES = ['/', '/products', '/about', '/', '/products', '/about', '/blog/1'];

const NEW = 70_001;
const here = { visitor: NEW, day: '2026-03-10', minute: 600 };

/** The visitor-day that one world has and the other has not; `before` is in both. */
export interface Difference {
  readonly visitorDay: VisitorDay;
  readonly before?: VisitorDay;
}

export const DIFFERENCES = {
  'is like all others': { visitorDay: { ...here, pages: ['/', '/about'] } },
  'is heavy beyond every bound': {
    visitorDay: {
      ...here,
      minute: 5,
      apartMinutes: 13,
      pages: HEAVY_PAGES,
      referrer: 'https://a.partner.example/',
    },
  },
  'is alone on its day': { visitorDay: { ...here, day: EMPTY_DAY, pages: ['/', '/about'] } },
  'brings an unlisted page to its threshold': { visitorDay: { ...here, pages: [EDGE] } },
  'opens a page that nobody else knows': {
    visitorDay: { ...here, pages: ['/only-i-know-this'], referrer: 'https://only-i-link.example/x' },
  },
  'stands in two files': { visitorDay: { ...here, minute: 690, apartMinutes: 10, pages: SEVEN_PAGES } },
  'went on from the day before': {
    before: { ...here, minute: 22 * 60 + 40, apartMinutes: 5, pages: ['/', '/products', '/about'] },
    visitorDay: {
      ...here,
      minute: 23 * 60 + 5,
      apartMinutes: 5,
      pages: ['/', '/about'],
      referrer: `${SITE_URL}/about`,
    },
  },
  'stands on both sides of a rotation': {
    visitorDay: { ...here, minute: 23 * 60 + 40, apartMinutes: 10, pages: SEVEN_PAGES },
  },
} satisfies Readonly<Record<string, Difference>>;

/** A referrer, a campaign and a page that an attacker wants to see in public. */
export const WISHES = {
  page: '/the-shop-is-a-fraud',
  referrer: 'attacker-wishes.example',
  campaign: 'boycott-the-shop',
};

/** One machine under so many user agents that every threshold is passed. */
export const ONE_MACHINE: readonly VisitorDay[] = Array.from({ length: 260 }, (_, count) => ({
  visitor: 60_000 + count,
  day: '2026-03-10',
  minute: 300,
  pages: [`${WISHES.page}?utm_campaign=${WISHES.campaign}`],
  referrer: `https://${WISHES.referrer}/`,
}));

/** One person who opens a page of his own on each of 30 days. */
export const DAILY: readonly VisitorDay[] = Array.from({ length: 30 }, (_, index) => ({
  visitor: NEW,
  day: `2026-03-${String(index + 1).padStart(2, '0')}`,
  minute: 660,
  pages: ['/my-own-diary'],
}));
