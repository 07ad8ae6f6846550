/** Released reports as text and CSV: every figure with its interval, nothing internal. */
import { expect, test } from 'vitest';
import { parsePeriod, type Period } from '#core/report/period';
import { renderCsv } from '#render/render-csv';
import { renderReleasedTerminal } from '#render/render-released-terminal';
import { releasedReports } from '../support/released-page.ts';
import { releasesOf, shop } from '../support/releases-of.ts';

const period = (text: string): Period => parsePeriod(text, '2026-11-23') as Period;
const site = shop();
const { releases } = releasesOf({ site, month: '2026-10', visitorsPerDay: 900, seed: 4 });
const before = releasesOf({ site, month: '2026-09', visitorsPerDay: 880, seed: 6 }).releases;

test('figures are rounded, each with its range in brackets, and nothing is internal', () => {
  const text = renderReleasedTerminal(releasedReports(releases, { period: period('2026-10') }));
  expect(text).not.toMatch(/internal/i);
  expect(text).toMatch(/Visitor-days {3,}about 2\d,\d+ \(2\d,\d+ to 2\d,\d+\)/);
  for (const line of text.split('\n').filter((one) => one.includes('about '))) {
    const figures = line.match(/about [^(]+(\([^)]*\))?/g) ?? [];
    for (const figure of figures) expect(figure).toMatch(/\(.+ to .+\)$/);
  }
  expect(text).toContain('Not released: browser_versions');
});

test('it says what holds for one person by days of a month, with each epsilon its own delta, and whom that hardly protects', () => {
  const text = renderReleasedTerminal(releasedReports(releases, { period: period('2026-10') }));
  expect(text).toContain(
    'Protection of one person, by days of a month: 1 day: epsilon 2.00 at delta 1.5e-7; ' +
      '2 days: epsilon 3.92 at delta 1.9e-7; 7 days: epsilon 15.32 at delta 5.3e-7; ' +
      '30 days: epsilon 103.70 at delta 7.3e-4. Somebody who comes daily is hardly protected.',
  );
});

test('compared, changes are shown with their ranges and earlier figures, which have none, are not', () => {
  const [audience] = releasedReports([...before, ...releases], {
    period: period('2026-10'),
    names: ['audience'],
    compare: true,
  });
  const text = renderReleasedTerminal(audience === undefined ? [] : [audience]);
  expect(text).toMatch(/Visitor-days, change {3,}\+\d[^\n]* % \(\+\d[^\n]* to \+\d[^\n]* %\)/);
  expect(text).toContain('no clear change');
  expect(text).not.toContain('previous');
  // The 31st of October has no match in September.
  expect(
    text
      .split('\n')
      .find((line) => line.startsWith('  2026-10-31'))
      ?.match(/ –/g)?.length,
  ).toBe(3);
});

test('a week says that breakdowns are for whole months only', () => {
  const text = renderReleasedTerminal(
    releasedReports(releases, { period: period('2026-W42'), names: ['content'] }),
  );
  expect(text).toContain('Released for whole months only: pages, landings');
});

test('CSV has a figure as it was released, with its ends in the columns after it', () => {
  const [audience] = releasedReports([...before, ...releases], {
    period: period('2026-10'),
    names: ['audience'],
    compare: true,
  });
  const days = audience?.tables.find((table) => table.name === 'days');
  const [head, first] = (days === undefined ? '' : renderCsv(days)).split('\r\n');
  expect(head).toMatch(
    /^day,visitors,visitors_low,visitors_high,visitors_previous,visitors_change,visitors_change_low,visitors_change_high,page_views,page_views_low/,
  );
  expect(first).toMatch(/^2026-10-01,\d+,\d+,\d+,\d+,-?[\d.]+,-?[\d.]+,-?[\d.]+,/);
  const [, value, low, high] = (first ?? '').split(',').map(Number);
  expect(low).toBeLessThan(value ?? 0);
  expect(high).toBeGreaterThan(value ?? 0);
});
