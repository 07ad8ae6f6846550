/** Estimates from releases: the printed intervals keep their coverage after days and months were reconciled. */
import { describe, expect, it } from 'vitest';
import { DEMO_CONFIG } from '#core/config/parse-config';
import { compileConfig } from '#core/config/compile';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import { drawTable, type Noise } from '#core/disclosure/draw-table';
import { sumMonths } from '#core/disclosure/estimates';
import { monthEstimate } from '#core/disclosure/month-estimate';
import { PROFILES } from '#core/disclosure/profiles';
import { releaseCatalogue } from '#core/disclosure/release-catalogue';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { listedNames } from '#core/disclosure/listed-names';
import { publicCells } from '#core/disclosure/vocabularies';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import type { SqlRow } from '#core/ports/query-engine';
import { countFigure, releasedFigure } from '#core/report/released-figure';
import { SHARE, VISITORS } from '#core/report/definition';
import { FACTS } from '#queries/facts/catalogue';
import { seededBits } from '../../support/seeded-bits.ts';
import { rounds } from '../../support/full-length.ts';

const site = compileConfig(DEMO_CONFIG).site('demo');
if (site === undefined) throw new Error('the demo site is gone');
const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];
const PER_DAY = [400, 300, 500, 200, 600];
const DEVICES: Readonly<Record<string, number>> = { desktop: 900, mobile: 800, tablet: 300, other: 0 };
const TOTAL = 2000;

const specs = (level: 'day' | 'month') => releaseCatalogue(FACTS, level, DEFAULT_BOUNDS, PROFILES.default);
const totals = (visitors: number): SqlRow => ({
  visitors,
  visits: visitors,
  page_views: 2 * visitors,
  engaged_seconds: 40 * visitors,
  single_page_visitors: visitors / 2,
});

function drawn(period: string, level: 'day' | 'month', noise: Noise): StoredRelease {
  const rows: Readonly<Record<string, readonly SqlRow[]>> = {
    days: [totals(PER_DAY[DAYS.indexOf(period)] ?? 0)],
    total: [totals(TOTAL)],
    devices: Object.entries(DEVICES).map(([value, visitors]) => ({ value, visitors })),
  };
  const tables = specs(level)
    .filter((spec) => rows[spec.name] !== undefined)
    .map((spec) =>
      drawTable(
        spec,
        rows[spec.name] ?? [],
        publicCells(spec.cells, listedNames(site as NonNullable<typeof site>)),
        noise,
      ),
    );
  return {
    site: 'demo',
    period,
    level,
    days: level === 'day' ? [period] : DAYS,
    timeZone: 'UTC',
    catalogue: 'x',
    lists: 'x',
    profile: 'default',
    bounds: DEFAULT_BOUNDS,
    drawnOn: period,
    tables,
  };
}

const holds = (truth: number, interval: { readonly low: number; readonly high: number } | null | undefined) =>
  interval != null && interval.low <= truth && truth <= interval.high;

const RUNS = rounds(1_000, 2_000);

describe(`${RUNS} seeded releases`, () => {
  const bits = seededBits(20260324);
  const noise: Noise = (variance) => discreteGaussian(variance, bits);
  const hits = { total: 0, days: 0, devices: 0, share: 0, perVisit: 0, twoMonths: 0, twoMonthShare: 0 };
  let narrower = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const days = DAYS.map((day) => drawn(day, 'day', noise));
    const month = monthEstimate(drawn('2026-03', 'month', noise), days);
    const other = monthEstimate(
      drawn('2026-03', 'month', noise),
      DAYS.map((day) => drawn(day, 'day', noise)),
    );
    const visitors = month.total['visitors'];
    const device = month.tables?.get('devices')?.cells.find((cell) => cell.keys[0] === 'mobile');
    if (visitors === undefined || device === undefined) throw new Error('a figure is missing');
    const row = { figures: device.figures, visitors, covariance: device.covariance, days: 5 };
    hits.total += Number(holds(TOTAL, countFigure(visitors)));
    hits.days += Number(
      holds(PER_DAY[2] ?? 0, countFigure(month.perDay[2]?.figures['visitors'] ?? visitors)),
    );
    hits.devices += Number(holds(800, releasedFigure(VISITORS, row)));
    hits.share += Number(holds(40, releasedFigure(SHARE, row)));
    hits.perVisit += Number(
      holds(
        2,
        releasedFigure(
          {
            name: 'r',
            type: 'ratio',
            label: '',
            role: 'figure',
            quotient: { numerator: 'page_views', denominator: 'visits' },
          },
          { ...row, figures: month.total },
        ),
      ),
    );
    const sum = sumMonths([month, other]);
    const both = sum.tables?.get('devices')?.cells.find((cell) => cell.keys[0] === 'mobile');
    hits.twoMonths += Number(holds(2 * TOTAL, countFigure(sum.total['visitors'] ?? visitors)));
    hits.twoMonthShare += Number(
      holds(
        40,
        releasedFigure(SHARE, {
          figures: both?.figures ?? {},
          visitors: sum.total['visitors'],
          covariance: both?.covariance ?? 0,
          days: 10,
        }),
      ),
    );
    narrower += Number(
      visitors.variance < 250 && (month.perDay[2]?.figures['visitors']?.variance ?? Infinity) < 46,
    );
  }

  it.each(Object.keys(hits))('cover the truth in 93 to 97 of 100: %s', (name) => {
    const covered = hits[name as keyof typeof hits] / RUNS;
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
  });

  it('say more of totals and days together than each alone', () => {
    expect(narrower).toBe(RUNS);
  });
});

it('days and devices without noise agree with the month to the last figure, and nothing is moved', () => {
  const month = monthEstimate(
    drawn('2026-03', 'month', () => 0n),
    DAYS.map((day) => drawn(day, 'day', () => 0n)),
  );
  expect(month.total['visitors']?.value).toBeCloseTo(TOTAL, 9);
  expect(month.perDay.map((day) => Math.round((day.figures['visitors']?.value ?? 0) * 1e6) / 1e6)).toEqual(
    PER_DAY,
  );
});

it('days and devices with noise each add up to the total that is shown', () => {
  const bits = seededBits(7);
  const noise: Noise = (variance) => discreteGaussian(variance, bits);
  const month = monthEstimate(
    drawn('2026-03', 'month', noise),
    DAYS.map((day) => drawn(day, 'day', noise)),
  );
  const total = month.total['visitors']?.value ?? 0;
  expect(month.perDay.reduce((sum, day) => sum + (day.figures['visitors']?.value ?? 0), 0)).toBeCloseTo(
    total,
    6,
  );
  expect(
    month.tables
      ?.get('devices')
      ?.cells.reduce((sum, cell) => sum + (cell.figures['visitors']?.value ?? 0), 0),
  ).toBeCloseTo(total, 6);
});
