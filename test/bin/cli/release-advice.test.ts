/** `headcount plan` and `budget`, and an inside report's statement about items in no visitor-day. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomArrivals, seeded } from '../../oracle/random-arrivals.ts';
import { LakeOf } from '../../runtime/local/seal/lake-of.ts';

const DAYS = ['2026-03-18', '2026-03-19'];
const ROWS = randomArrivals({ sites: ['shop', 'logs'], days: DAYS, visitors: 80, random: seeded(41) });
const lake = new LakeOf();
afterAll(() => {
  lake.dispose();
});

async function headcount(...words: string[]) {
  const { status, stdout, stderr } = await lake.program(words);
  return { status, out: stdout, err: stderr };
}
interface Planned {
  readonly table: string;
  readonly relative_error: number;
  readonly leave_out: boolean;
}
interface Plan {
  readonly visitors_per_day: number;
  readonly totals_only: boolean;
  readonly profiles: Record<'default' | 'strict', readonly Planned[]>;
  readonly leave_out: Record<string, readonly string[]>;
}
const plan = async (visitors: number) =>
  JSON.parse(
    (await headcount('plan', '--site', 'shop', '--json', '--visitors-per-day', String(visitors))).out,
  ) as Plan;

describe('plan', () => {
  it('tells the error of each table before anything is there: smaller for larger sites, larger in the strict profile', async () => {
    const [small, large] = [await plan(100), await plan(10_000)];
    for (const [index, one] of small.profiles.default.entries()) {
      expect(large.profiles.default[index]?.relative_error, one.table).toBeLessThan(one.relative_error);
      expect(small.profiles.strict[index]?.relative_error, one.table).toBeGreaterThan(one.relative_error);
    }
    expect(large.leave_out['default']).toEqual(
      ['campaigns', 'topics', 'goals', 'goals_by', 'topics_by', 'names'].filter((name) =>
        large.profiles.default.some((one) => one.table === name && one.leave_out),
      ),
    );
  });

  it('advises totals only below about 200 visitor-days a month', async () => {
    expect([(await plan(6)).totals_only, (await plan(6)).leave_out['default']]).toEqual([
      true,
      ['breakdowns'],
    ]);
    expect((await plan(7)).totals_only).toBe(false);
  });

  it('plan requires a size where no day is sealed, and refuses an invalid one, in one line each', async () => {
    expect(await headcount('plan', '--site', 'shop')).toMatchObject({ status: 1, out: '' });
    expect(await headcount('plan', '--site', 'shop', '--visitors-per-day', '0')).toMatchObject({
      status: 2,
      out: '',
    });
  });
});

describe('when two days are sealed', () => {
  beforeAll(async () => {
    await lake.arrive('dt=2026-03-18/a.parquet', ROWS);
    expect((await lake.seal()).status).toBe(0);
  });

  it("plan takes the site's size to one digit, so that it shows no exact count", async () => {
    const { visitors_per_day: rough } = JSON.parse(
      (await headcount('plan', '--site', 'shop', '--json')).out,
    ) as Plan;
    expect(String(rough)).toMatch(/^[1-9]0*$/);
  });

  it('an inside report says in figures what is in no visitor-day', async () => {
    const { method } = JSON.parse(
      (await headcount('report', 'audience', '--inside', '--json', '--site', 'shop')).out,
    ) as { method: { outside: unknown } };
    const mine = ROWS.filter((row) => row.site === 'shop');
    const stored = new Set(
      mine.filter((row) => row.outcome === 'stored' && row.visitor === null).map((row) => row.event_id),
    );
    const of = (outcome: string) =>
      mine.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + (row.items ?? 1), 0);
    expect(method.outside).toEqual({
      late: of('late'),
      opted_out: of('opted_out'),
      without_visitor: stored.size,
    });
    expect(stored.size).toBeGreaterThan(0);
    expect((await headcount('report', '--inside', '--site', 'shop', '--format', 'html')).out).toContain(
      'Not part of any visitor-day',
    );
  });

  it('a live month whose days the clock can still seal is drawn when named, not before; budget is empty before that, and afterwards adds up what each day has paid', async () => {
    expect((JSON.parse((await headcount('budget', '--json')).out) as { days: unknown[] }).days).toEqual([]);
    expect((await headcount('release', '--site', 'shop', '--month', '2026-03', '--quiet')).status).toBe(0);
    const { days, rho } = JSON.parse((await headcount('budget', '--json', '--site', 'shop')).out) as {
      rho: number;
      days: readonly {
        day: string;
        spent: number;
        left: number;
        epsilon: number;
        delta: number;
        releases: readonly { period: string; rho: number }[];
      }[];
    };
    expect(days.map((one) => one.day).slice(0, 2)).toEqual(DAYS);
    // Decimals of nine places: 0.074, not 0.07400000000000001.
    for (const figure of [
      rho,
      ...days.flatMap((one) => [one.spent, one.left, ...one.releases.map((release) => release.rho)]),
    ])
      expect(figure).toBe(Number(figure.toFixed(9)));
    for (const one of days) {
      expect(one.releases.map((release) => release.period)).toEqual([one.day, '2026-03']);
      expect(one.releases.reduce((sum, release) => sum + release.rho, 0)).toBeCloseTo(one.spent, 12);
      expect(one.spent + one.left).toBeCloseTo(rho, 12);
      expect(one.spent).toBeLessThanOrEqual(0.074);
      expect(one.epsilon).toBeLessThan(2);
      // The whole delta: 1e-7 of the conversion, and that of the month's thresholds.
      expect(one.delta).toBeGreaterThan(1.3e-7);
      expect(one.delta).toBeLessThan(1.6e-7);
    }
  });
});
