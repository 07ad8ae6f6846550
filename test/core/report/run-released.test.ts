/**
 * Comparison of released reports: a sum over some days of a period is not compared with one over all days of another.
 */
import { expect, it } from 'vitest';
import { ALL_NAMES } from '#core/report/released-names';
import { periodAround } from '#core/report/period';
import { runReleased } from '#core/report/run-released';
import { releasedMethod } from '#render/html/released/released-method';
import { renderReleasedTerminal } from '#render/render-released-terminal';
import { REPORTS } from '#queries/reports/catalogue';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { releasesOf, shop } from '../../support/releases-of.ts';

const site = shop();
const MISSING = ['2026-10-30', '2026-10-31'];
const september = releasesOf({ site, month: '2026-09', visitorsPerDay: 300, seed: 5 }).releases;

function changes(missing: readonly string[]) {
  const october = releasesOf({ site, month: '2026-10', visitorsPerDay: 300, seed: 6, missing }).releases;
  const audience = REPORTS.find((report) => report.name === 'audience');
  if (audience === undefined) throw new Error('no audience report');
  const made = runReleased(
    audience,
    {
      site: site.id,
      from: '2026-10-01',
      to: '2026-10-31',
      timeZone: 'Europe/Berlin',
      names: ALL_NAMES,
      compare: { from: '2026-09-01', to: '2026-09-30' },
    },
    [...september, ...october],
    RELEASED_TABLES,
  );
  const of = (name: string, column: string) => {
    const table = made.tables.find((one) => one.name === name);
    return table?.rows[0]?.[table.columns.findIndex((one) => one.name === column)];
  };
  return {
    state: made.state,
    visitors: of('total', 'visitors_change'),
    low: of('total', 'visitors_change_low'),
    previous: of('total', 'visitors_previous'),
    perDay: of('total', 'visitors_per_day_change'),
    share: of('depth', 'share_change'),
    ofCell: of('depth', 'visitors_change'),
    ofDay: of('days', 'visitors_change'),
  };
}

it('a sum over days has a change only where both periods are complete; a day, a figure a day and a share always', () => {
  const number: unknown = expect.any(Number);
  expect(changes([])).toEqual({
    state: 'complete',
    visitors: number,
    low: number,
    previous: number,
    perDay: number,
    share: number,
    ofCell: number,
    ofDay: number,
  });
  expect(changes(MISSING)).toEqual({
    state: 'partial',
    visitors: null,
    low: null,
    previous: number,
    perDay: number,
    share: number,
    ofCell: null,
    ofDay: number,
  });
});

it('figures of two catalogues are distinguished, in the period itself and in the one compared', () => {
  const content = REPORTS.find((report) => report.name === 'content');
  if (content === undefined) throw new Error('no content report');
  const october = releasesOf({ site, month: '2026-10', visitorsPerDay: 300, seed: 6 }).releases;
  const older = september.map((release) => ({ ...release, catalogue: '2026-11-24' }));
  const made = (from: string, to: string, compare?: { from: string; to: string }) =>
    runReleased(
      content,
      {
        site: site.id,
        from,
        to,
        timeZone: 'Europe/Berlin',
        names: ALL_NAMES,
        ...(compare === undefined ? {} : { compare }),
      },
      [...older, ...october],
      RELEASED_TABLES,
    );
  const said = 'Figures from before and after catalogue 2026-12-01 are not comparable';
  const compared = made('2026-10-01', '2026-10-31', { from: '2026-09-01', to: '2026-09-30' });
  for (const both of [made('2026-09-01', '2026-10-31'), compared]) {
    expect(both.method.release?.catalogue).toEqual(['2026-11-24', '2026-12-01']);
    expect(renderReleasedTerminal([both])).toContain(said);
    expect(
      String(
        releasedMethod({
          reports: [both],
          definitions: REPORTS,
          locale: 'en',
          period: periodAround('month', '2026-10-01'),
          siteName: 'Shop',
          annotations: [],
        }),
      ),
    ).toContain(said);
  }
  for (const one of [made('2026-09-01', '2026-09-30'), made('2026-10-01', '2026-10-31')])
    expect(renderReleasedTerminal([one])).not.toContain('not comparable');
});
