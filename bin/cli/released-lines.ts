/** What `headcount release` prints of releases: the same wherever they were drawn. It may not draw. */
import { rho } from '#core/disclosure/budget-ledger';
import { PRINTED_DELTA } from '#core/disclosure/profiles';
import { releaseCost, releaseDelta, type StoredRelease } from '#core/disclosure/stored-release';
import { epsilonOf } from '#core/disclosure/zcdp';
import { countFigure } from '#core/report/released-figure';

/** What was named; else the latest month with its days, and all that was drawn now. The same whether it was drawn now or before. */
export function releasesToTell(releases: readonly StoredRelease[], named: string | undefined, drawn: ReadonlySet<string>): readonly { release: StoredRelease; now: boolean }[] {
  const latest = releases.map((one) => one.period.slice(0, 7)).toSorted().at(-1);
  const about = named ?? latest ?? '';
  return releases.filter((one) => one.period === about || (about.length === 7 && one.period.startsWith(about)) || drawn.has(one.period)).map((one) => ({ release: one, now: drawn.has(one.period) }));
}

function figuresOf(release: StoredRelease): Record<string, { value: number; low: number; high: number }> {
  const table = release.tables.find((one) => one.keys.length === 0);
  return Object.fromEntries((table?.measures ?? []).map((measure) => [measure.name, countFigure({ value: table?.cells[0]?.noisy[measure.name] ?? 0, variance: measure.variance })]));
}

/** One of the list that --json prints. */
export function releaseAsJson(release: StoredRelease, now: boolean): Record<string, unknown> {
  const cost = releaseCost(release);
  return {
    site: release.site, period: release.period, level: release.level, drawn: now ? 'now' : 'before', days: release.days.length, catalogue: release.catalogue, profile: release.profile,
    rho: cost * 1e-9, epsilon: epsilonOf(cost * 1e-9, PRINTED_DELTA), delta: PRINTED_DELTA, threshold_delta: releaseDelta(release), figures: figuresOf(release),
  };
}

/** A line for people. */
export function releaseAsLine(release: StoredRelease, now: boolean): string {
  const visitors = figuresOf(release)['visitors'];
  const cost = releaseCost(release);
  const said = visitors === undefined ? '' : `about ${visitors.value} visitor-days (${visitors.low} to ${visitors.high}); `;
  return `${release.period} ${release.site}: ${said}${now ? 'drawn now' : 'drawn before'}, cost rho ${rho(cost)} (epsilon ${epsilonOf(cost * 1e-9, PRINTED_DELTA).toFixed(2)} at delta ${PRINTED_DELTA}) for each visitor-day in it`;
}
