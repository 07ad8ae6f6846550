/** The catalogue of released tables, as declared beside the facts: it fits the budget, and documents match the code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEAVE_OUT_NAMES } from '#core/config/schema';
import { epsilonOf } from '#core/disclosure/zcdp';
import { PROFILES } from '#core/disclosure/profiles';
import {
  CatalogueError,
  sumCosts,
  releaseCatalogue,
  varianceNumber,
} from '#core/disclosure/release-catalogue';
import { DEFAULT_BOUNDS, type Fact, type ReleasedTable } from '#core/facts/fact';
import { FACTS, RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { releaseDeclarations, insertCatalogue, insertReleases } from '../../../tools/release-document.ts';
import { ROOT } from '../../support/root.ts';

const all = (profile: keyof typeof PROFILES) =>
  (['day', 'month'] as const).flatMap((level) =>
    releaseCatalogue(FACTS, level, DEFAULT_BOUNDS, PROFILES[profile]),
  );
const table: ReleasedTable = {
  name: 't',
  level: 'month',
  sql: 'x.sql',
  keys: ['k'],
  touches: 2,
  cells: ['topics'],
  outside: 'drop',
};
const fact = (change: Partial<ReleasedTable>, share: number, linf = 1): Fact => ({
  name: 'f',
  description: '',
  grain: [],
  released: [{ ...table, ...change }],
  measures: [{ name: 'visitors', description: '', unit: 'visitor-days', l0: 2, linf, share: { t: share } }],
});
const make = (one: Fact) => () => releaseCatalogue([one], 'month', DEFAULT_BOUNDS, PROFILES.default);

describe('the catalogue of releases', () => {
  it.each(['default', 'strict'] as const)(
    'spends no more than the budget of profile %s, and what is booked follows from the noise that is used',
    (name) => {
      const tables = all(name);
      expect(sumCosts(tables)).toBeLessThanOrEqual(PROFILES[name].microrho * 1000);
      expect(sumCosts(tables)).toBeGreaterThan(PROFILES[name].microrho * 1000 * 0.98);
      for (const measure of tables.flatMap((one) => one.measures)) {
        const rho = Number(measure.sensitivitySquared) / (2 * varianceNumber(measure.variance));
        expect(measure.nanorho * 1e-9).toBeGreaterThanOrEqual(rho - 1e-15);
        expect(measure.nanorho * 1e-9).toBeLessThan(rho + 1.1e-9);
      }
    },
  );

  it('keeps epsilon at delta 1e-7 below 2, and below 1 in the strict profile', () => {
    expect(epsilonOf(sumCosts(all('default')) * 1e-9, 1e-7)).toBeLessThan(2);
    expect(epsilonOf(sumCosts(all('strict')) * 1e-9, 1e-7)).toBeLessThan(1);
  });

  it('is refused when it is built: over budget, folding or thresholds that would break a bound, shares of nothing', () => {
    expect(make(fact({}, 74_000))).not.toThrow();
    expect(make(fact({}, 74_001))).toThrow(CatalogueError);
    expect(make(fact({ outside: 'fold' }, 100))).toThrow('one cell only');
    expect(make(fact({ outside: 'fold', touches: 1 }, 100))).not.toThrow();
    expect(make(fact({ outside: 'threshold' }, 100, 3))).toThrow('once a cell');
    expect(make({ ...fact({}, 100), released: [] })).toThrow('does not release');
    expect(make(fact({}, 0.5))).toThrow('whole number');
    const exact = fact({}, 100);
    expect(
      make({ ...exact, measures: exact.measures.map((one) => ({ ...one, exact: true as const })) }),
    ).toThrow('exact');
  });

  it('names each table as the report that shows it, with its keys and its measures among the columns there', () => {
    const shown = REPORTS.flatMap((report) => report.tables);
    for (const one of all('default')) {
      const found = shown.find((candidate) => candidate.name === one.name);
      expect(found, one.name).toBeDefined();
      const keys = found?.columns.filter((column) => column.role === 'key').map((column) => column.name);
      expect(one.keys.length === 0 ? [] : keys, one.name).toEqual(one.keys);
    }
    expect(new Set(all('default').map((one) => one.name))).toEqual(new Set(RELEASED_TABLES.keys()));
  });

  it('lets a site leave out every table but the totals', () => {
    expect(new Set<string>(LEAVE_OUT_NAMES)).toEqual(
      new Set([
        'breakdowns',
        ...[...RELEASED_TABLES.keys()].filter((name) => name !== 'days' && name !== 'total'),
      ]),
    );
  });
});

describe('what is written of releases', () => {
  it('docs/privacy.md has the table that the declarations give', () => {
    const page = readFileSync(join(ROOT, 'docs/privacy.md'), 'utf8');
    expect(insertReleases(page), 'npm run generate').toBe(page);
  });

  it('a version of the catalogue means what it meant when it was committed', () => {
    const text = readFileSync(join(ROOT, 'docs/releases.json'), 'utf8');
    expect(insertCatalogue(text), 'npm run generate').toBe(text);
    const [[version = '']] = Object.entries(JSON.parse(text) as Record<string, unknown>).slice(-1) as [
      [string, unknown],
    ];
    expect(() => insertCatalogue(JSON.stringify({ [version]: [] }))).toThrow('CATALOGUE_VERSION');
    expect(releaseDeclarations()).not.toEqual([]);
  });
});
