/**
 * The released page: nothing exact, nothing internal, every figure with its interval, and no change reported that is
 * none.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Noise } from '#core/disclosure/draw-table';
import type { InsideReport, ReleasedReport } from '#core/report/figures';
import { parsePeriod, type Period } from '#core/report/period';
import type { Cell } from '#core/report/report';
import { roundToInterval } from '#core/report/round-to-interval';
import { renderReleasedHtml, type ReleasedPageRequest } from '#render/html/released/render-released-html';
import { renderHtml, type HtmlRequest } from '#render/html/render-html';
import { renderCsv } from '#render/render-csv';
import { renderJson } from '#render/render-json';
import { renderReleasedTerminal } from '#render/render-released-terminal';
import { shownColumns } from '#render/shown-columns';
import { releasesOf, shop, type Drawn, type Traffic } from '../../../support/releases-of.ts';
import { pageRequest, releasedPage, releasedReports } from '../../../support/released-page.ts';

const period = (text: string): Period => parsePeriod(text, '2026-11-23') as Period;
const OCTOBER = period('2026-10');
const site = shop();
const month = (traffic: Partial<Traffic>): Drawn =>
  releasesOf({ site, month: '2026-10', visitorsPerDay: 4_200, seed: 5, ...traffic });
const two = (now: Partial<Traffic>, then: Partial<Traffic>) => {
  const [a, b] = [month({ month: '2026-09', seed: 2, ...then }), month(now)];
  return { releases: [...a.releases, ...b.releases], exact: [...a.exact, ...b.exact] };
};

/** Returns the page without the CSV in its links, which contains figures as released. */
const visible = (page: string) => page.replaceAll(/base64,[A-Za-z0-9+/=]+/g, '');
const embedded = (page: string) =>
  [...page.matchAll(/base64,([A-Za-z0-9+/=]+)/g)]
    .map((match) => Buffer.from(match[1] ?? '', 'base64').toString('utf8'))
    .join('\n');
const ids = (page: string) => [...page.matchAll(/<section id="([^"]+)"/g)].map((match) => match[1]);
const section = (page: string, id: string) =>
  page.split('<section id="').find((part) => part.startsWith(`${id}"`)) ?? '';
/** Reads thousands separators as such; in CSV a comma ends a number. */
const numbers = (text: string) =>
  new Set(
    (text.match(/\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?/g) ?? []).map((token) => token.replaceAll(',', '')),
  );

const large = two({}, { visitorsPerDay: 3_900 });
let page = '';
let compared = '';
let week = '';
let small = '';
beforeAll(async () => {
  page = await releasedPage(large.releases, { period: OCTOBER });
  compared = await releasedPage(two({ visitorsPerDay: 150 }, { visitorsPerDay: 145 }).releases, {
    period: OCTOBER,
    compare: true,
  });
  week = await releasedPage(large.releases, { period: period('2026-W42') });
  small = await releasedPage(two({ visitorsPerDay: 2, seed: 10 }, { visitorsPerDay: 2, seed: 30 }).releases, {
    period: OCTOBER,
  });
});

describe('what a released page tells', () => {
  test('no exact figure is in its text, its attributes, its drawings, its embedded CSV, nor in JSON and CSV', async () => {
    // Noise of half a standard deviation and more, never zero, and figures so large that no other equals one of them by
    // chance.
    let drawn = 0;
    const noise: Noise = (variance) => {
      drawn += 1;
      return BigInt(
        Math.round(
          Math.sqrt(Number(variance.numerator) / Number(variance.denominator)) *
            (0.5 + (drawn % 7) / 11) *
            (drawn % 2 === 0 ? 1 : -1),
        ),
      );
    };
    const huge = two({ visitorsPerDay: 410_000, noise }, { visitorsPerDay: 390_000, noise });
    const exact = huge.exact.filter((figure) => figure >= 100_000).map(String);
    expect(exact.length).toBeGreaterThan(300);
    const reports = releasedReports(huge.releases, { period: OCTOBER, compare: true });
    const made = await releasedPage(huge.releases, { period: OCTOBER, compare: true });
    const csv = reports.flatMap((report) => report.tables.map((table) => renderCsv(table))).join('\n');
    for (const output of [
      visible(made),
      embedded(made),
      csv,
      renderJson(reports),
      renderReleasedTerminal(reports),
    ]) {
      const found = numbers(output);
      expect([...found].filter((figure) => Number(figure) >= 100_000).length).toBeGreaterThan(100);
      expect(exact.filter((figure) => found.has(figure))).toEqual([]);
    }
  });

  test('all but its CSV is made of rounded figures: others that round alike give the same text, drawings and attributes', async () => {
    const request = pageRequest(large.releases, { period: OCTOBER });
    let moved = 0;
    const shift = (report: ReleasedReport): ReleasedReport => ({
      ...report,
      tables: report.tables.map((table) => {
        const counts = shownColumns(table).filter(
          ({ kind, column }) => kind === 'figure' && column.type === 'count',
        );
        return {
          ...table,
          rows: table.rows.map((row) =>
            counts.reduce<readonly Cell[]>((cells, { index: at }) => {
              const figure = [Number(cells[at]), Number(cells[at + 1]), Number(cells[at + 2])] as const;
              const rounded = ([value, low, high]: readonly [number, number, number]) =>
                JSON.stringify(roundToInterval({ value, low, high }, 'count'));
              const [value, low, high] = figure;
              const others = [1, -1].flatMap(
                (by) =>
                  [
                    [value + by, low, high],
                    [value, low + by, high],
                    [value, low, high + by],
                  ] as const,
              );
              const alike = others.filter((other) => rounded(other) === rounded(figure));
              moved += alike.length > 0 ? 1 : 0;
              const chosen = alike[moved % Math.max(1, alike.length)] ?? figure;
              return chosen.reduce((made, cell, index) => made.with(at + index, cell), cells);
            }, row),
          ),
        };
      }),
    });
    const other = await renderReleasedHtml({ ...request, reports: request.reports.map(shift) });
    expect(moved).toBeGreaterThan(250);
    expect(visible(other)).toBe(visible(page));
    expect(embedded(other)).not.toBe(embedded(page));
  });

  test('it is not marked internal, and knows no k', () => {
    for (const one of [page, compared, week, small])
      expect(one).not.toMatch(/internal|\bk\b|sealed|undefined|NaN/i);
  });

  test('it is one file without a script, and nothing in it is fetched', () => {
    for (const one of [page, week, small]) {
      expect(one).not.toMatch(/<script|<link|<iframe|@import|<img|https?:\/\/(?!www\.w3\.org)/i);
      expect(one).toContain('default-src &#39;none&#39;');
    }
  });
});

describe('figures and their intervals', () => {
  test('every figure in a table stands over its interval, is a bound, or says that it is too uncertain', () => {
    for (const one of [page, compared, week, small]) {
      const tables =
        visible(one)
          .split('<details class="expert">')[0]
          ?.match(/<table>.*?<\/table>/gs) ?? [];
      const cells = tables.flatMap((table) =>
        [...table.matchAll(/<td class="figure">(.*?)<\/td>/gs)].map((match) => match[1] ?? ''),
      );
      for (const cell of cells)
        expect(cell).toMatch(
          /^[^<]+ <span class="within">\([^)]+ to [^)]+\)<\/span>$|^<span class="vague">(at most|at least) .+<\/span>$|too uncertain to say|^no clear change$|^[+−].+ \([+−\d].* to .*\)$|^–$/,
        );
    }
    expect(page.match(/class="within"/g)?.length).toBeGreaterThan(300);
  });

  test('every figure at a dot, in a tile, in the sentence and in words for a drawing has its interval', () => {
    const texts = [...page.matchAll(/<text[^>]*>([^<]*\(.*?)<\/text>/g)].map((match) => match[1] ?? '');
    expect(texts.length).toBeGreaterThan(80);
    for (const text of texts) expect(text).toMatch(/^[\d,]+ \([\d,]+ to [\d,]+\)$/);
    for (const one of [page, week, small]) {
      for (const tile of one
        .match(/<dl class="tiles.*?<\/dl>/s)?.[0]
        .split('<dt>')
        .slice(1) ?? [])
        expect(tile).toMatch(/class="range">[^<]+ to |>at most<|class="number unsure"/);
      for (const label of one.matchAll(/role="img" aria-label="Dots[^"]*?: ([^"]*)"/g))
        expect(label[1]).toMatch(/about [\d,]+ \([\d,]+ to [\d,]+\)/);
    }
    expect(page.match(/class="headline">([^<]*)/)?.[1]).toMatch(
      /^Visitors per day rose by about \d+(\.\d+)? % \(.* to .* %\) to about [\d,]+ \([\d,]+ to [\d,]+\), from about [\d,]+ \([\d,]+ to [\d,]+\) in September 2026\.$/,
    );
  });

  test('"no clear change" stands exactly where the interval of the change holds 0', () => {
    const [content] = releasedReports(two({ visitorsPerDay: 150 }, { visitorsPerDay: 145 }).releases, {
      period: OCTOBER,
      names: ['content'],
      compare: true,
    });
    const table = content?.tables.find((one) => one.name === 'pages');
    const at = (name: string) => table?.columns.findIndex((column) => column.name === name) ?? -1;
    const rows =
      section(compared, 'pages')
        .split('<h3>Pages</h3>')[1]
        ?.match(/<tr>.*?<\/tr>/gs) ?? [];
    const told = (table?.rows ?? []).flatMap((row) => {
      const line = rows.find((one) => one.includes(`>${row[0]}</th>`));
      const [low, high] = [row[at('visitors_change_low')], row[at('visitors_change_high')]];
      return line === undefined || typeof low !== 'number' || typeof high !== 'number'
        ? []
        : [{ said: line.includes('no clear change'), holds: low <= 0 && high >= 0 }];
    });
    expect(new Set(told.map(({ holds }) => holds))).toEqual(new Set([true, false]));
    for (const { said, holds } of told) expect(said).toBe(holds);
  });

  test('hours stand as rounded figures whose caption says within what, all with their ranges beneath', () => {
    const text = section(page, 'week');
    expect(text).toMatch(/each to within \d+\./);
    for (const cell of text.matchAll(/<td style="--heat:(\d+)%">([^<]*)<\/td>/g))
      expect(cell[2]).toMatch(/^[\d,.]+0$|K$/);
    expect(
      text.match(
        /<th scope="row" class="text">(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day<\/th><td class="text">\d\d<\/td><td class="figure">/g,
      )?.length,
    ).toBeGreaterThan(100);
  });

  test('devices are one bar where shares are sure, dots where they are not', async () => {
    expect(section(page, 'technology')).toContain('One bar of 100 per cent');
    const unsure = await releasedPage(month({ visitorsPerDay: 40 }).releases, { period: OCTOBER });
    expect(section(unsure, 'technology')).toContain('Dots with whiskers. Devices');
    expect(unsure).not.toContain('One bar of 100 per cent');
  });
});

describe('periods', () => {
  test('sections stand in the order of the inside page', () => {
    expect(ids(page)).toEqual([
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
  });

  test('a week has its totals and days, and one sentence that breakdowns are released for whole months', () => {
    expect(ids(week)).toEqual(['days', 'monthly', 'how-to-read', 'method', 'data']);
    expect(week.match(/released for whole months/g)?.length).toBe(1);
    expect(week).not.toContain('Engaged time per visit');
    expect(embedded(week)).not.toContain('path,');
  });

  test('a missing day breaks line and band, and is said at the head and at each chart', async () => {
    const missing = ['2026-10-05', '2026-10-06', '2026-10-09'];
    const partial = await releasedPage(month({ missing }).releases, { period: OCTOBER });
    expect(partial).toContain('28 of 31 days are released; missing: 5');
    for (const [, caption] of partial.matchAll(/<figcaption>([^<]*)</g))
      expect(caption).toContain('28 of 31 days');
    const chart = /<div class="wide">(<svg.*?<\/svg>)/s.exec(partial)?.[1] ?? '';
    const marks = [...chart.matchAll(/mark-(?:line|area)[^>]*>.*?d="([^"]*)"/gs)].map(
      (match) => match[1] ?? '',
    );
    expect(marks).toHaveLength(2);
    for (const path of marks) expect(path.match(/M/g)?.length).toBe(3);
  });

  test('a day of a released month that has no figure of its own is left open too', async () => {
    const { releases } = month({});
    const made = await releasedPage(
      releases.filter((release) => release.period !== '2026-10-07'),
      { period: OCTOBER },
    );
    expect(made).toContain('31 days, <time>2026-10-01</time> to <time>2026-10-31</time>');
    expect(section(made, 'days')).toContain('1 day has no figure and is left open');
    const chart = /<div class="wide">(<svg.*?<\/svg>)/s.exec(made)?.[1] ?? '';
    expect(/mark-line[^>]*>.*?d="([^"]*)"/s.exec(chart)?.[1]?.match(/M/g)?.length).toBe(2);
  });

  test('a day has its totals and no line; a quarter adds its months up', async () => {
    const day = await releasedPage(large.releases, { period: period('2026-10-14') });
    expect(ids(day)).toEqual(['days', 'monthly', 'how-to-read', 'method', 'data']);
    expect(day).not.toContain('<svg');
    expect(day).toMatch(/<dt>Visitors<\/dt>/);
    const quarter = await releasedPage(large.releases, {
      period: period('2026-Q3'),
      names: ['audience', 'content'],
    });
    expect(quarter).toContain('30 of 92 days are released');
    expect(ids(quarter)).toContain('pages');
  });

  test('a site of 60 visitor-days a month reads sensibly: no drawing of noise, what is too uncertain in one sentence', () => {
    expect(ids(small)).toEqual(['days', 'uncertain', 'how-to-read', 'method', 'data']);
    expect(small).not.toContain('<svg');
    expect(small).toContain('Single days are too uncertain to draw');
    expect(small.match(/class="headline">([^<]*)/)?.[1]).toMatch(/no clear change|too uncertain to say/);
    expect(small).toContain('too uncertain to say');
  });

  test('one row alone is a table and no drawing: it compares with nothing', async () => {
    const request = pageRequest(large.releases, { period: OCTOBER, names: ['market'] });
    const made = await renderReleasedHtml({
      ...request,
      reports: request.reports.map((report): ReleasedReport => ({
        ...report,
        tables: report.tables.map((table) => ({ ...table, rows: table.rows.slice(0, 1) })),
      })),
    });
    expect(made).not.toContain('<svg');
    for (const word of ['Germany', 'Desktop', 'Windows'])
      expect(made).toMatch(new RegExp(`>${word}</th><td class="figure">`));
  });

  test('nothing is compared without an earlier period', async () => {
    const alone = await releasedPage(month({}).releases, { period: OCTOBER });
    expect(alone).toContain('There is no earlier period to compare with.');
    expect(alone).not.toMatch(/<span class="change">/);
  });
});

describe('how it was made', () => {
  test('the method says in words what was done, what intervals cover, and what stays inside', () => {
    const text = section(page, 'method');
    for (const words of [
      'a random number was added to each count',
      'no figure reveals whether a particular person visited',
      'covers this noise, and only this noise',
      'never enter a released figure',
      'browser versions, properties of actions',
    ])
      expect(text).toContain(words);
  });

  test('the visible text says that somebody who comes daily is hardly protected, with an epsilon and a delta that hold together', () => {
    for (const one of [page, week, small]) {
      const visible = one.replaceAll(/<details[^]*?<\/details>/g, '').replaceAll(/<[^>]+>/g, '');
      expect(visible).toContain('somebody who comes daily is hardly protected');
    }
    expect(section(page, 'method').replaceAll(/<details[^]*?<\/details>/g, '')).toMatch(
      /30 days: ε = 103\.7 at δ = 7\.3 × 10<sup>−4<\/sup>/,
    );
  });

  test('the box for experts has cost, epsilon by days of one person, noise and thresholds of every table, and bounds', () => {
    const [first] = releasedReports(large.releases, { period: OCTOBER });
    const release = first?.method.release;
    const box = page.split('<details class="expert">')[1]?.split('</details>')[0] ?? '';
    const format = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
    const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });
    const deltas = [
      '1.5 × 10<sup>−7</sup>',
      '1.9 × 10<sup>−7</sup>',
      '5.3 × 10<sup>−7</sup>',
      '7.3 × 10<sup>−4</sup>',
    ];
    release?.epsilon.forEach(({ days, epsilon }, line) =>
      expect(box).toContain(
        `>${days}</th><td class="figure">${exact.format(epsilon)}</td><td class="figure">${deltas[line]}<`,
      ),
    );
    expect(release?.epsilon.map(({ days }) => days)).toEqual([1, 2, 7, 30]);
    for (const { sigma, rho } of release?.tables ?? [])
      expect(box).toContain(
        `<td class="figure">${format.format(sigma)}</td><td class="figure">${format.format(rho)}</td>`,
      );
    for (const words of [
      `<b>${format.format(release?.rho.total ?? 0)}</b> in total`,
      '10<sup>−7</sup>',
      'page views per page',
      'Not covered',
    ])
      expect(box).toContain(words);
  });

  test('the box for experts is open on paper', () => {
    expect(page).toMatch(/@media print\{[^}]*\}.*details-content\{content-visibility:visible/);
  });
});

test('those who hear it get headings in order, and words for each drawing', () => {
  for (const one of [page, week, small]) {
    const levels = [...one.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1));
    for (const figure of one.split('<figure>').slice(1))
      expect(figure).toMatch(/role="img" aria-label="[^"]{20,}"/);
    expect(one.match(/<table/g)?.length).toBe(one.match(/<caption/g)?.length);
    expect(one.match(/<svg /g)?.length).toBe(one.match(/<svg aria-hidden="true"/g)?.length);
  }
});

test('text of visitors and of the configuration is text', async () => {
  const hostile = '"><img src=x onerror=alert(1)>';
  const request = pageRequest(large.releases, { period: OCTOBER });
  const reports = request.reports.map((report): ReleasedReport => ({
    ...report,
    tables: report.tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => (row[0] === '/products' ? row.with(0, hostile) : row)),
    })),
  }));
  const made = await renderReleasedHtml({
    ...request,
    reports,
    siteName: 'Shop <b>',
    annotations: [{ day: '2026-10-14', text: 'fair & <i>' }],
  });
  for (const live of ['<img', 'Shop <b>', '<i>']) expect(made.includes(live)).toBe(false);
  expect(made).toContain('&lt;img');
});

test('the airlock: inside tables do not compile where released ones are published, nor the other way round', () => {
  const inside = {} as InsideReport;
  const released = {} as ReleasedReport;
  const rest = {} as Omit<HtmlRequest & ReleasedPageRequest, 'reports' | 'previous'>;
  // @ts-expect-error inside tables may not be published
  const publishing: ReleasedPageRequest = { ...rest, reports: [inside] };
  // @ts-expect-error released tables are not marked INTERNAL
  const internal: HtmlRequest = { ...rest, reports: [released] };
  // @ts-expect-error all of a file is inside, or all of it released
  const mixed = () => renderJson([inside, released]);
  expect([publishing, internal, mixed, renderHtml].length).toBe(4);
});
