/** Prints releases for `headcount release`, in the same way wherever they were drawn. */
import { formatRho } from '#core/disclosure/budget-ledger';
import type { NamedPeriod } from '#core/disclosure/due-releases';
import { formatGuarantee, guaranteeOf } from '#core/disclosure/person-loss';
import { sumReleaseCost, sumReleaseDelta, type StoredRelease } from '#core/disclosure/stored-release';
import { countFigure } from '#core/report/released-figure';
import type { CommandContext } from './context.ts';
import { CannotError } from '#core/operator/failures';
import type { ReleaseOutcome } from '#core/operator/release-request';

/** The sites and the period that the operator selected. */
export interface ReleaseSelection {
  readonly sites: readonly string[];
  readonly named: NamedPeriod | undefined;
  /** Set for the server's own run, which nobody watches: a refusal is logged as an alarm rather than thrown. */
  readonly byClock: boolean;
}

const LEFT_OUT =
  'is left out of releases: two salts made its visitors (as two imports do), one may count twice (report --inside)';

/**
 * Prints the outcome of a run; throws a CannotError if a release was refused or no day of the named period is sealed.
 */
export function printReleases(
  context: CommandContext,
  { sites, named, byClock }: ReleaseSelection,
  { drawnPeriods, refusals, emptySites, doubledSites, releases, namesWaiting, pages }: ReleaseOutcome,
): void {
  if (
    named !== undefined &&
    doubledSites.length > 0 &&
    emptySites.length + doubledSites.length === sites.length
  )
    throw new CannotError(
      `${named.level === 'day' ? named.period : `each sealed day of ${named.period}`} of ${doubledSites.join(', ')} ${LEFT_OUT}`,
    );
  if (named !== undefined && emptySites.length === sites.length)
    throw new CannotError(
      `no day of ${named.period} is sealed for ${emptySites.join(', ')}: import or collect, then run headcount seal`,
    );
  const listed = sites.flatMap((site) =>
    chooseReleases(
      releases.get(site) ?? [],
      named?.period,
      new Set(drawnPeriods.filter((drawn) => drawn.site === site).map((drawn) => drawn.period)),
    ),
  );
  if (context.json)
    context.print(
      JSON.stringify({
        releases: listed.map(({ release, now }) => releaseAsJson(release, now)),
        names_waiting: namesWaiting,
      }),
    );
  else if (listed.length === 0)
    context.note(
      `headcount: nothing is due: ${doubledSites.length === 0 ? 'no day is sealed yet' : `each sealed day of ${doubledSites.join(', ')} ${LEFT_OUT}`}`,
    );
  else for (const { release, now } of listed) context.print(releaseAsLine(release, now));
  for (const page of pages) context.note(`published: ${page}`);
  if (namesWaiting > 0) context.note(waitingSentence(namesWaiting));
  if (refusals.length === 0) return;
  const reason = refusals.join('; ');
  if (byClock) process.stderr.write(`headcount: ALARM: ${reason}\n`);
  else throw new CannotError(`${reason}: nothing was drawn for ${refusals.length === 1 ? 'it' : 'them'}`);
}

/** Says that names wait, and how to see them. */
export function waitingSentence(names: number): string {
  return `headcount: ${names === 1 ? '1 name waits' : `${names} names wait`} for approval: nobody listed ${names === 1 ? 'it' : 'them'}, so no page shows ${names === 1 ? 'it' : 'them'}; headcount names lists ${names === 1 ? 'it' : 'them'}`;
}

/**
 * Returns the releases of the named period, or else those of the latest month and all that were drawn now. The
 * selection is the same whether they were drawn now or earlier.
 */
export function chooseReleases(
  releases: readonly StoredRelease[],
  named: string | undefined,
  drawn: ReadonlySet<string>,
): readonly { release: StoredRelease; now: boolean }[] {
  const latest = releases
    .map((release) => release.period.slice(0, 7))
    .toSorted()
    .at(-1);
  const prefix = named ?? latest ?? '';
  return releases
    .filter(
      (release) =>
        release.period === prefix ||
        (prefix.length === 7 && release.period.startsWith(prefix)) ||
        drawn.has(release.period),
    )
    .map((release) => ({ release, now: drawn.has(release.period) }));
}

function figuresOf(release: StoredRelease): Record<string, { value: number; low: number; high: number }> {
  const table = release.tables.find((candidate) => candidate.keys.length === 0);
  return Object.fromEntries(
    (table?.measures ?? []).map((measure) => [
      measure.name,
      countFigure({ value: table?.cells[0]?.noisy[measure.name] ?? 0, variance: measure.variance }),
    ]),
  );
}

/** Returns one entry of the list that `--json` prints. */
export function releaseAsJson(release: StoredRelease, now: boolean): Record<string, unknown> {
  const cost = sumReleaseCost(release);
  return {
    site: release.site,
    period: release.period,
    level: release.level,
    drawn: now ? 'now' : 'before',
    days: release.days.length,
    catalogue: release.catalogue,
    profile: release.profile,
    rho: cost / 1e9,
    ...guaranteeOf(cost, sumReleaseDelta(release)),
    threshold_delta: sumReleaseDelta(release),
    figures: figuresOf(release),
  };
}

/** Formats a release as one line for people. */
export function releaseAsLine(release: StoredRelease, now: boolean): string {
  const visitors = figuresOf(release)['visitors'];
  const cost = sumReleaseCost(release);
  const summary =
    visitors === undefined
      ? ''
      : `about ${visitors.value} visitor-days (${visitors.low} to ${visitors.high}); `;
  return `${release.period} ${release.site}: ${summary}${now ? 'drawn now' : 'drawn before'}, cost rho ${formatRho(cost)} (${formatGuarantee(guaranteeOf(cost, sumReleaseDelta(release)))}) per visitor-day`;
}
