/** The page as text: its order, its statements about missing days, its markup for screen readers. */
import { beforeAll, expect, test } from 'vitest';
import { parsePeriod, previousPeriod, type Period } from '#core/report/period';
import { runReport } from '#core/report/run-report';
import { REPORTS } from '#queries/reports/catalogue';
import { renderHtml } from '#render/html/render-html';
import { loadSql } from '#runtime/node/package-root';
import { REQUEST, withFacts, type FactRows } from '../../queries/reports/fact-tables.ts';

const HOSTILE = '"><img src=x onerror=alert(1)>';
const SEALED = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-07', '2026-11-10'];
const FACTS: FactRows = {
  days: [...SEALED, '2026-10-20'].map((day) => ({
    day,
    visitors: 1234,
    visits: 1300,
    page_views: 4000,
    engaged_seconds: 26_000,
  })),
  pages: SEALED.flatMap((day) => [
    { day, path: HOSTILE, visitors: 300 },
    { day, path: '/', visitors: 900 },
    { day, path: '/rare', visitors: 1 },
  ]),
  visitors: SEALED.flatMap((day) => [
    { day, dimension: 'country', value: 'DE', visitors: 900 },
    { day, dimension: 'language', value: 'de', visitors: 900 },
    { day, dimension: 'device', value: 'desktop', visitors: 900 },
    { day, dimension: 'device', value: 'mobile', visitors: 330 },
  ]).concat({ day: '2026-11-02', dimension: 'device', value: 'tablet', visitors: 4 }),
  hours: SEALED.map((day) => ({ day, weekday: 1 + (SEALED.indexOf(day) % 3), hour: 9, visitors: 77 })),
  demand: [
    {
      day: '2026-11-02',
      kind: 'topic',
      subject: 'Microscopes',
      dimension: '(all)',
      value: '(all)',
      visitors: 500,
    },
    {
      day: '2026-11-02',
      kind: 'topic',
      subject: 'Microscopes',
      dimension: 'country',
      value: 'DE',
      visitors: 321,
    },
  ],
};

async function page(period: Period, names = REPORTS.map((report) => report.name)): Promise<string> {
  return withFacts(FACTS, async (db) => {
    const run = (definition: (typeof REPORTS)[number], { from, to }: Period) =>
      runReport(definition, { ...REQUEST, from, to }, db, loadSql);
    const definitions = REPORTS.filter((report) => names.includes(report.name));
    const reports = [];
    for (const definition of definitions) reports.push(await run(definition, period));
    const before = previousPeriod(period);
    const [audience] = REPORTS;
    if (audience === undefined) throw new Error('no reports');
    return renderHtml({
      reports,
      definitions,
      period,
      siteName: 'Demo <b>',
      annotations: [{ day: '2026-11-03', text: 'fair & <i>' }],
      locale: 'en',
      previous: { report: await run(audience, before), period: before },
    });
  });
}

let november = '';
beforeAll(async () => {
  const period = parsePeriod('2026-11', '2026-11-23');
  if (period !== undefined) november = await page(period);
});

test('sections stand in the order in which a report is read', () => {
  const at = [...november.matchAll(/<section id="([^"]+)"/g)].map((match) => match[1]);
  expect(at).toEqual([
    'days',
    'pages',
    'landings',
    'sources',
    'demand',
    'language',
    'technology',
    'week',
    'actions',
    'how-to-read',
    'method',
    'data',
  ]);
  expect(november.indexOf('class="headline"')).toBeLessThan(november.indexOf('class="tiles"'));
});

test('a partial period says which days it lacks, at its head, in its tiles and at each chart', () => {
  expect(november).toContain('5 of 30 days are sealed; missing: 1 Nov, 5');
  expect(november.match(/on 5 of 30 days/g)?.length).toBe(2);
  const captions = [...november.matchAll(/<figcaption>([^<]*)</g)].map((match) => match[1] ?? '');
  expect(captions.length).toBeGreaterThan(3);
  for (const caption of captions) expect(caption).toContain('5 of 30 days');
});

test('the line of days breaks at every missing day', () => {
  const chart = /<div class="wide">(<svg.*?<\/svg>)/s.exec(november)?.[1] ?? '';
  const lines = [
    ...chart.matchAll(/<path aria-label="[^"]*"|<path[^>]* d="([^"]*)"[^>]*stroke="var\(--bar\)"/g),
  ]
    .map((match) => match[1] ?? '')
    .filter((path) => path.length > 0);
  const line = lines.join(' ');
  expect(line.match(/M/g)?.length, line).toBeGreaterThanOrEqual(3);
  expect(line.match(/L/g)?.length ?? 0, line).toBeLessThanOrEqual(4);
});

test('text of visitors and of the configuration is text, in tables, charts and titles', () => {
  for (const live of ['<img', 'Demo <b>', '<i>']) expect(november.includes(live)).toBe(false);
  expect(november).toContain('&lt;img');
  expect(november).toContain('fair &amp; &lt;i');
});

test('those who hear it get headings in order, a language, a way past the head, and words for each drawing', () => {
  expect(november).toContain('<html lang="en">');
  expect(november).toContain('class="skip" href="#content"');
  const levels = [...november.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1));
  const figures = november.split('<figure>').slice(1);
  for (const figure of figures) expect(figure).toMatch(/role="img" aria-label="[^"]{20,}"/);
  expect(november.match(/<svg /g)?.length).toBe(november.match(/<svg aria-hidden="true"/g)?.length);
});

test('parts of the device bar add up to the whole, with what is too few as a part', () => {
  expect(november).toContain('Too few to show');
  const shares = [
    ...(/<ul class="legend">.*?<\/ul>/s.exec(november)?.[0] ?? '').matchAll(/<b>([\d.]+) %/g),
  ].map((match) => Number(match[1]));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
});

test('visitor-days are explained, and nothing is fetched or run', () => {
  expect(november).toContain('a person on two days, or on two networks, counts twice');
  expect(november).not.toMatch(/<script|<link|<iframe|@import|https?:\/\/(?!www\.w3\.org)/i);
  expect(november).toContain('default-src &#39;none&#39;');
});

test('cells under k are nowhere, not in the tables, the drawings or the embedded CSV', () => {
  const embedded = [...november.matchAll(/base64,([A-Za-z0-9+/=]+)/g)]
    .map((match) => Buffer.from(match[1] ?? '', 'base64').toString('utf8'))
    .join('\n');
  expect(embedded).toContain('Microscopes');
  for (const rare of ['/rare', 'ablet'])
    expect([november.includes(rare), embedded.includes(rare)]).toEqual([false, false]);
});

test('every inside page says INTERNAL in its title, at its head, at its foot and on paper', async () => {
  const day = parsePeriod('2026-11-02', '2026-11-23') as Period;
  for (const one of [november, await page(day), await page(day, ['market'])]) {
    expect(one).toMatch(/<title>[^<]*\(INTERNAL\)<\/title>/);
    expect(one).toMatch(/<p class="stamp"[^>]*><b>INTERNAL<\/b>/);
    expect(one).toMatch(/<footer>.*<b>INTERNAL<\/b>/s);
    expect(one).toContain('@top-left{content:"INTERNAL');
    expect(one).toContain('name="robots" content="noindex"');
  }
});

test('a single report has its own sections only', async () => {
  const period = parsePeriod('2026-11-02', '2026-11-23');
  const content = period === undefined ? '' : await page(period, ['content']);
  expect([...content.matchAll(/<section id="([^"]+)"/g)].map((match) => match[1])).toEqual([
    'pages',
    'landings',
    'how-to-read',
    'method',
    'data',
  ]);
  expect(content).toContain('Complete');
});
