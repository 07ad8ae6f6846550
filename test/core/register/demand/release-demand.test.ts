/** The register's released demand: whom it counts, that it is drawn once, and how far one person moves it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEMAND_SHARE, demandSpec } from '#core/register/demand/demand-spec';
import { releaseDemand } from '#core/register/demand/release-demand';
import { boundedRows } from '#core/register/survey/bounded-counts';
import { SHARES } from '#core/register/survey/release-specs';
import { REPORTED_DELTA } from '#core/disclosure/profiles';
import { epsilonOf } from '#core/disclosure/zcdp';
import { respondentsOf } from '#core/register/survey/respondent';
import { parseReleasedDemand } from '#core/demand/parse-released-demand';
import type { GatedPerson } from '#core/register/gate';
import type { ReleasedDemand } from '#core/report/released-demand';
import { ROOT } from '../../../support/root.ts';
import { rounds } from '../../../support/full-length.ts';
import { sha256 } from '../demo-register.ts';
import { StaffedRegister } from '../staff/staffed-register.ts';
import { gatedOf, somebody, TOPICS } from '../survey/survey-people.ts';

const NAMED = [
  { id: 'flim', title: { en: 'FLIM', de: 'FLIM' }, demand: 'Lifetime imaging' },
  { id: 'confocal', title: { en: 'Confocal', de: 'Konfokal' } },
];
const NEW_YEAR = Date.parse('2027-01-01T12:00:00Z');

/** A register whose workshop has these topics, and what it publishes. */
class DemandRegister extends StaffedRegister {
  readonly published: ReleasedDemand[] = [];

  constructor(topics: readonly object[] = NAMED, changes: Readonly<Record<string, object>> = {}) {
    super({
      workshop: { topics },
      inquiry: { purposes: [] },
      'business-relation': { purposes: ['information'] },
      ...changes,
    });
  }

  async release(): Promise<boolean> {
    return await releaseDemand({
      ...this.context,
      publish: async (json) => {
        const demand = parseReleasedDemand(json, 'register');
        if (demand !== undefined) this.published.push(demand);
      },
    });
  }

  /** Registers so many people by letter. */
  async join(
    count: number,
    topics: readonly string[],
    ...give: readonly string[]
  ): Promise<readonly string[]> {
    const joined: string[] = [];
    for (let index = 0; index < count; index++) {
      const email = `${topics.join('-')}${give.join('')}${index}@customer.example`;
      await this.run('add', {
        form: 'workshop',
        channel: 'letter',
        received: '2026-11-27',
        evidence: btoa('a letter'),
        fields: { name: 'A name', email },
        give,
        topics,
      });
      joined.push(email);
    }
    return joined;
  }

  reads() {
    return this.log.events.filter(({ event }) => event === 'read');
  }
}

const countsOf = (demand: ReleasedDemand | undefined) =>
  Object.fromEntries((demand?.sources[0]?.topics ?? []).map(({ topic, count }) => [topic, count]));

describe("the register's released demand", () => {
  it('counts of the year that is over who allows customization, by the names that the forms give', async () => {
    const register = new DemandRegister();
    await register.join(150, ['flim'], 'customization');
    await register.join(60, ['confocal'], 'customization');
    await register.join(90, ['confocal'], 'information', 'market-research');
    register.now = NEW_YEAR;
    expect(await register.release()).toBe(true);
    const [demand] = register.published;
    expect(demand).toMatchObject({
      from: 'register',
      sources: [{ of: 'register', period: '2026', unit: 'people' }],
    });
    const counts = countsOf(demand);
    // Seven standard deviations of the noise, which is 7.1.
    expect(Math.abs((counts['Lifetime imaging'] ?? 0) - 150)).toBeLessThan(50);
    expect(Math.abs((counts['confocal'] ?? 0) - 60)).toBeLessThan(50);
  });

  it('is drawn once: who comes or withdraws later changes nothing, and nobody is read again', async () => {
    const register = new DemandRegister();
    const people = await register.join(100, ['flim'], 'customization');
    register.now = NEW_YEAR;
    await register.release();
    const reads = register.reads();
    expect(reads).toMatchObject([{ purpose: 'customization', reader: 'demand', reason: 'released demand' }]);
    for (const who of people.slice(0, 50)) await register.run('withdraw', { who, only: ['customization'] });
    await register.join(40, ['confocal'], 'customization');
    for (let day = 0; day < 3; day++) await register.release();
    expect(register.published.slice(1)).toEqual(Array(3).fill(register.published[0]));
    expect(register.reads()).toEqual(reads);
    expect([...register.surveys.keys()]).toEqual(['demand-2026']);
  });

  it('leaves the released survey its own draw, and takes none of it', async () => {
    const register = new DemandRegister();
    await register.join(30, ['flim'], 'customization', 'market-research');
    register.now = NEW_YEAR;
    await register.run('survey', { isReleased: true, reason: 'a test' });
    await register.release();
    expect([...register.surveys.keys()].toSorted()).toEqual(['2026', 'demand-2026']);
  });

  it('follows names that change, and leaves out topics that are gone, without another draw', async () => {
    const register = new DemandRegister();
    await register.join(100, ['flim', 'confocal'], 'customization');
    register.now = NEW_YEAR;
    await register.release();
    const later = new DemandRegister([{ ...NAMED[0], demand: 'FLIM' }]);
    later.now = NEW_YEAR;
    later.surveys.set('demand-2026', register.surveys.get('demand-2026') ?? '');
    await later.release();
    expect(Object.keys(countsOf(later.published[0]))).toEqual(['FLIM']);
    expect(later.reads()).toEqual([]);
  });

  it('does not exist where no form offers both topics and the purpose: nothing is read or drawn', async () => {
    const register = new DemandRegister(NAMED, { workshop: { topics: NAMED, purposes: ['information'] } });
    register.now = NEW_YEAR;
    expect(await register.release()).toBe(false);
    expect([register.published, register.reads(), register.surveys.size]).toEqual([[], [], 0]);
  });

  it('is not drawn again where what was kept is damaged', async () => {
    const register = new DemandRegister();
    register.surveys.set('demand-2025', '{"period":"2025","tables":');
    await expect(register.release()).rejects.toThrow(
      'demand-2025.json is damaged, and it is not drawn again',
    );
    expect(register.published).toEqual([]);
  });

  it('refuses a configuration in which two forms name the demand of one topic differently', () => {
    const [flim] = NAMED;
    expect(() => new DemandRegister(NAMED, { course: { topics: [{ ...flim, demand: 'FLIM' }] } })).toThrow(
      '$.topics[0].demand: another form names the demand of this id otherwise',
    );
    expect(() => new DemandRegister(NAMED, { course: { topics: [flim] } })).not.toThrow();
  });
});

describe('the sensitivity of the released demand', () => {
  const { register } = new DemandRegister(TOPICS.map((id) => ({ id, title: { en: id, de: id } }))).context;
  const spec = demandSpec(register);
  const measure = spec?.spec.measures[0];

  const countTopics = (people: readonly GatedPerson[]) => {
    const all = respondentsOf(gatedOf(people), register.config, '2025');
    return new Map(
      boundedRows('topics', ['topic'], all, sha256).map((row) => [
        String(row['topic']),
        Number(row['people']),
      ]),
    );
  };
  const squaredDistance = (one: readonly GatedPerson[], other: readonly GatedPerson[]) => {
    const [before, after] = [countTopics(one), countTopics(other)];
    return [...new Set([...before.keys(), ...after.keys()])].reduce<number>(
      (sum, topic) => sum + ((before.get(topic) ?? 0) - (after.get(topic) ?? 0)) ** 2,
      0,
    );
  };

  it('is what one person moves at most, and some people reach it', () => {
    let reached = 0;
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 10 }), somebody, (others, one) => {
        const squared = squaredDistance(others, [...others, one]);
        expect(BigInt(squared)).toBeLessThanOrEqual(measure?.sensitivitySquared ?? 0n);
        reached = Math.max(reached, squared);
      }),
      { numRuns: rounds(300, 5000) },
    );
    expect(BigInt(reached)).toBe(measure?.sensitivitySquared);
  });

  it('is at most doubled in L2 where the registrations of a person change', () => {
    fc.assert(
      fc.property(
        fc.array(somebody, { maxLength: 8 }),
        somebody,
        somebody,
        (others, before, { submissions }) => {
          const changed = { ...before, submissions };
          expect(squaredDistance([...others, before], [...others, changed])).toBeLessThanOrEqual(
            4 * Number(measure?.sensitivitySquared),
          );
        },
      ),
      { numRuns: rounds(200, 5000) },
    );
  });

  it('costs no more than its share: the squared sensitivity over twice the variance', () => {
    const variance = Number(measure?.variance.numerator);
    expect(Number(measure?.sensitivitySquared) / (2 * variance)).toBeLessThanOrEqual(DEMAND_SHARE / 1e6);
    expect(measure?.nanorho).toBe(30_000_000);
  });

  it("is accounted beside the survey's: the guide says what both cost a person in a year", () => {
    const both = (DEMAND_SHARE + Object.values(SHARES).reduce((sum, share) => sum + share, 0)) / 1e6;
    const epsilon = Math.ceil(epsilonOf(both, REPORTED_DELTA) * 10) / 10;
    const guide = readFileSync(join(ROOT, 'docs/register-privacy.md'), 'utf8');
    expect(guide).toContain(
      `at most rho ${String(both).slice(1)}, epsilon ${epsilon} at delta 1e-7, for one year`,
    );
  });
});
