/** One person moves the released tables within their declared sensitivity, and no cell comes from what was typed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import type { GatedPerson } from '#core/register/gate';
import { parseRegister } from '#core/register/parse-register';
import { boundedRows } from '#core/register/survey/bounded-counts';
import { SHARES, surveySpecs, yearNanorho } from '#core/register/survey/release-specs';
import { respondentsOf } from '#core/register/survey/respondent';
import { drawSurvey } from '#core/register/survey/stored-survey';
import { PROFILES } from '#core/disclosure/profiles';
import { rounds } from '../../../support/full-length.ts';
import { seededBits } from '../../../support/seeded-bits.ts';
import { sha256 } from '../demo-register.ts';
import { CANARY, gatedOf, somebody, TOPICS } from './survey-people.ts';

const YEAR = '2025';
const register = parseRegister(
  { file: 'register.json', text: JSON.stringify(DEMO_REGISTER.config) },
  DEMO_REGISTER.forms.map((form) => ({
    file: `${form.id}.json`,
    text: JSON.stringify({
      ...form,
      ...(form.id === 'workshop' ? { topics: TOPICS.map((id) => ({ id, title: { en: id, de: id } })) } : {}),
    }),
  })),
);
const specs = surveySpecs(register, YEAR);

const respondents = (people: readonly GatedPerson[]) => respondentsOf(gatedOf(people), register.config, YEAR);

/** The exact vector of each table, by cell. */
function countsOf(people: readonly GatedPerson[]): readonly ReadonlyMap<string, number>[] {
  const all = respondents(people);
  return specs.map(({ spec: { name, keys } }) => {
    const rows = boundedRows(name, keys, all, sha256);
    return new Map(rows.map((row) => [String(row[keys[0] ?? ''] ?? ''), Number(row['people'])]));
  });
}

/** How far each table moves from one to the other. */
function distances(one: readonly GatedPerson[], other: readonly GatedPerson[]) {
  const [before, after] = [countsOf(one), countsOf(other)];
  return specs.map(({ spec }, index) => ({
    spec,
    ...distance(before[index] ?? new Map(), after[index] ?? new Map()),
  }));
}

/** Cells that differ, and the square of the L2 distance. */
function distance(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) {
  const differences = [...new Set([...one.keys(), ...other.keys()])].map(
    (cell) => (one.get(cell) ?? 0) - (other.get(cell) ?? 0),
  );
  return {
    cells: differences.filter((difference) => difference !== 0).length,
    squared: differences.reduce((sum, difference) => sum + difference * difference, 0),
  };
}

describe('the released survey', () => {
  it('moves by one person within the declared sensitivity, which some people reach', () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 12 }), somebody, (others, one) => {
        for (const { spec, cells, squared } of distances(others, [...others, one])) {
          expect(cells, spec.name).toBeLessThanOrEqual(spec.l0);
          expect(BigInt(squared), spec.name).toBeLessThanOrEqual(spec.measures[0]?.sensitivitySquared ?? 0n);
          reached.set(spec.name, Math.max(squared, reached.get(spec.name) ?? 0));
        }
      }),
      { numRuns: rounds(300, 5000) },
    );
    expect(Object.fromEntries(reached)).toEqual(
      Object.fromEntries(specs.map(({ spec }) => [spec.name, spec.l0])),
    );
  });

  it('moves at most sqrt 2 times as far where a person corrects, adds or loses submissions', () => {
    fc.assert(
      fc.property(
        fc.array(somebody, { maxLength: 8 }),
        somebody,
        somebody,
        (others, before, { submissions }) => {
          const changed = { ...before, submissions };
          for (const { spec, squared } of distances([...others, before], [...others, changed]))
            expect(squared, spec.name).toBeLessThanOrEqual(2 * spec.l0);
        },
      ),
      { numRuns: rounds(200, 5000) },
    );
  });

  it('has the cells that configuration and lists declare, whoever registered, and nothing that was typed', () => {
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 8 }), (people) => {
        const stored = drawSurvey(
          { year: YEAR, timeZone: 'UTC', drawnOn: '2026-01-02' },
          specs,
          respondents(people),
          { bits: seededBits(7), sha256 },
        );
        expect(stored.tables.map(({ cells }) => cells.map(({ keys }) => keys))).toEqual(
          specs.map(({ cells }) => cells),
        );
        expect(JSON.stringify(stored)).not.toContain(CANARY);
      }),
      { numRuns: 20 },
    );
  });

  it('costs a person no more than the budget of a year, and its noise has the declared variance', () => {
    expect(yearNanorho(specs)).toBeLessThanOrEqual(PROFILES.default.microrho * 1000);
    const bits = seededBits(11);
    const draws = Array.from({ length: 200 }, () =>
      drawSurvey({ year: YEAR, timeZone: 'UTC', drawnOn: '2026-01-02' }, specs, [], { bits, sha256 }),
    );
    for (const [index, { spec }] of specs.entries()) {
      const noise = draws.flatMap(({ tables }) =>
        (tables[index]?.cells ?? []).map(({ noisy }) => noisy['people'] ?? Number.NaN),
      );
      const variance = noise.reduce((sum, one) => sum + one * one, 0) / noise.length;
      const declared = Number(spec.measures[0]?.variance.numerator);
      // Four standard errors of a sample variance.
      const tolerance = 4 * Math.sqrt(2 / noise.length);
      expect(Math.abs(variance / declared - 1), spec.name).toBeLessThan(tolerance);
      // Theorem 4 of CKS20: the squared sensitivity over twice the variance is what the table may cost.
      expect(spec.l0 / (2 * declared), spec.name).toBeLessThanOrEqual((SHARES[spec.name] ?? 0) / 1e6);
    }
  });
});
