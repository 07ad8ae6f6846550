/**
 * The arithmetic of the privacy budget: what each day of data has paid for releases, and whether it can pay for one
 * more.
 */
import { isObject } from '../damage/is-object.ts';
import { tablesToDraw, type ReleaseInput } from './draw-release.ts';
import { CATALOGUE_VERSION, sumCosts } from './release-catalogue.ts';
import { OperatorError } from '../operator-error.ts';

export interface LedgerEntry {
  readonly site: string;
  /** The released day or month. */
  readonly period: string;
  /** Days of data whose visitor-days paid for the release. */
  readonly days: readonly string[];
  /** Billionths of rho (zCDP) that each of these days paid. */
  readonly nanorho: number;
  /** The delta that its thresholds add. */
  readonly delta: number;
  readonly catalogue: string;
  readonly profile: string;
  readonly bookedOn: string;
}

/** Whether a JSON value has the shape of an entry. */
export function isLedgerEntry(json: unknown): boolean {
  return isObject(json, {
    site: 'text',
    period: 'text',
    days: 'texts',
    nanorho: 'number',
    delta: 'number',
    catalogue: 'text',
    profile: 'text',
    bookedOn: 'text',
  });
}

/** A release would exceed the remaining budget of a day; nothing was drawn. */
export class BudgetExceededError extends OperatorError {
  override readonly name = 'BudgetExceededError';
}

/** Returns the cost of a release as a ledger entry, to be booked before the draw. */
export function createLedgerEntry(input: ReleaseInput): LedgerEntry {
  const tables = tablesToDraw(input);
  return {
    site: input.site.id,
    period: input.due.period,
    days: input.due.days,
    nanorho: sumCosts(tables),
    delta: tables.reduce((sum, table) => sum + (table.threshold?.delta ?? 0), 0),
    catalogue: CATALOGUE_VERSION,
    profile: input.profile.name,
    bookedOn: input.today,
  };
}

/** Returns the budget of the release's profile, in billionths of rho per visitor-day and site. */
export function budgetOf({ profile }: Pick<ReleaseInput, 'profile'>): number {
  return profile.microrho * 1000;
}

/** Returns what a day of a site has paid so far, in billionths of rho. */
export function spentNanorho(ledger: readonly LedgerEntry[], site: string, day: string): number {
  return ledger
    .filter((entry) => entry.site === site && entry.days.includes(day))
    .reduce((sum, entry) => sum + entry.nanorho, 0);
}

/** Returns the ledger with an entry, in place of an earlier entry of the same release. */
export function withEntry(ledger: readonly LedgerEntry[], entry: LedgerEntry): readonly LedgerEntry[] {
  return [...otherEntries(ledger, entry), entry];
}

function otherEntries(ledger: readonly LedgerEntry[], entry: LedgerEntry): readonly LedgerEntry[] {
  return ledger.filter((other) => other.site !== entry.site || other.period !== entry.period);
}

/** A published period of a site. */
export interface PublishedPeriod {
  readonly site: string;
  readonly period: string;
}

/** Returns the published releases without an entry: it is unknown what their days have paid. */
export function findUnbooked(
  ledger: readonly LedgerEntry[],
  published: readonly PublishedPeriod[],
): readonly PublishedPeriod[] {
  const booked = new Set(ledger.map((entry) => `${entry.period} ${entry.site}`));
  return published.filter(({ site, period }) => !booked.has(`${period} ${site}`));
}

/**
 * Throws a BudgetExceededError where a day of the entry would pay more than `budget`; an earlier entry of the same
 * release does not count.
 */
export function checkAffordable(ledger: readonly LedgerEntry[], entry: LedgerEntry, budget: number): void {
  const others = otherEntries(ledger, entry);
  const over = entry.days.find((day) => spentNanorho(others, entry.site, day) + entry.nanorho > budget);
  if (over === undefined) return;
  const spent = spentNanorho(others, entry.site, over);
  throw new BudgetExceededError(
    `${entry.site} ${entry.period} is not released: ${over} has spent rho ${formatRho(spent)} of ${formatRho(budget)}, and this would cost ${formatRho(entry.nanorho)} more`,
  );
}

/** Formats billionths as rho, without trailing zeros. */
export function formatRho(nanorho: number): string {
  return String(Number((nanorho * 1e-9).toFixed(9)));
}
