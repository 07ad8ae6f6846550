/** Random facts of sites and days: every open vocabulary with published, configured, reserved and unknown values. */
import type { SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import type { Facts } from './settled-lake.ts';

const VALUES: Readonly<Record<string, readonly (string | number)[]>> = {
  path: [
    '/',
    '/a',
    '/a/',
    '/open',
    '/blog',
    '/blog/1',
    '/blog?p=1',
    '/blogger',
    '/rare/1',
    '/rare/2',
    '/rare/3',
    '(unknown)',
  ],
  source: ['(none)', 'Google', 'newsletter', 'a friend', '(unknown)'],
  medium: ['search', 'mail', 'direct'],
  referrer: ['(none)', '(private)', 'google.com', 'blog.example', 'rare.example'],
  campaign: ['spring', 'autumn', 'one-off'],
  dimension: ['country', 'device', 'browser_version'],
  weekday: [1, 2, 7],
  hour: [0, 9, 23],
  kind: ['topic', 'goal'],
  subject: ['A', '(no topic)', 'signup'],
  name: ['signup', 'download', 'vote', 'secret'],
  key: ['', 'plan', 'file'],
  value: ['free', 'pro', 'x.pdf', 'y.pdf'],
};
/** The dimensions of demand and their values. */
const DEMAND: Readonly<Record<string, readonly string[]>> = {
  '(all)': ['(all)'],
  country: ['DE', 'AT'],
  campaign: ['spring', 'autumn', 'one-off', '(none)'],
};

/** Draws the same cells for a seed whatever the `scale`, which multiplies every measure. */
export function randomFacts(
  siteDays: readonly { readonly site: string; readonly day: string }[],
  random: () => number,
  scale = 1,
): Facts {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  return Object.fromEntries(
    FACTS.map((fact): [string, readonly SqlRow[]] => {
      const rows = new Map<string, SqlRow>();
      for (const { site, day } of siteDays) {
        for (let left = fact.grain.length === 0 ? 1 : Math.floor(random() * 24); left > 0; left -= 1) {
          const grain: Record<string, string | number> = Object.fromEntries(
            fact.grain.map((column) => [column.name, pick(VALUES[column.name] ?? [''])]),
          );
          if (fact.name === 'actions' && grain['key'] === '') grain['value'] = '';
          if (fact.name === 'visitors') grain['value'] = pick(['DE', 'AT', 'Chrome 131']);
          if (fact.name === 'demand') grain['dimension'] = pick(Object.keys(DEMAND));
          if (fact.name === 'demand') grain['value'] = pick(DEMAND[String(grain['dimension'])] ?? ['']);
          const measures = Object.fromEntries(
            fact.measures.map((measure) => [measure.name, scale * (1 + Math.floor(random() * 20))]),
          );
          rows.set(JSON.stringify([site, day, grain]), { site, day, ...grain, ...measures });
        }
      }
      return [fact.name, [...rows.values()]];
    }),
  );
}
