/**
 * An insider with all facts and the whole register guesses how each registrant came to the site. Everything in either
 * is used: the day and its marginals, the topic with its media and campaigns, hour and language by ecological
 * inference over all days, country, and any goal whose daily count follows the register's.
 */
import type { SqlRow } from '#core/ports/query-engine';
import type { Submission } from '#core/register/register-state';
import { inferShares, type Counts } from './ecological-inference.ts';
import type { FactsOfDay, Truth } from './usage.ts';

export type Attribute = keyof Truth;
export const ATTRIBUTES = ['medium', 'referrer', 'campaign'] as const satisfies readonly Attribute[];

/** Common knowledge: what medium a referrer stands for. */
const MEDIUM_OF: Readonly<Record<string, string>> = {
  'google.com': 'search',
  'www.bing.com': 'search',
  'www.linkedin.com': 'social',
  'chatgpt.com': 'ai',
  'partner.example': 'referral',
};
/** A goal follows the register if its daily counts correlate at least as much with the daily registrations. */
const FOLLOWS = 0.5;
const SMOOTHING = 0.1;

/** What the register says of one registration. */
export interface Registration {
  readonly key: string;
  readonly hour: string;
  readonly language: string;
  readonly topics: readonly string[];
  readonly country: string;
}

/** Reads a submission as an insider does. The register knows no site: its forms do, one each. */
export function readRegistration(submission: Submission, site: string): Registration {
  return {
    key: `${site} ${submission.received.slice(0, 10)}`,
    hour: String(Number(submission.received.slice(11, 13))),
    language: submission.language,
    topics: submission.topics,
    country: submission.fields?.['country'] ?? '',
  };
}

type Rows = Readonly<Record<string, readonly SqlRow[]>>;

function countsOf(
  rows: readonly SqlRow[] = [],
  column: string,
  measure: string,
  keep: (row: SqlRow) => boolean = () => true,
): Counts {
  const counts = new Map<string, number>();
  for (const row of rows.filter(keep))
    counts.set(String(row[column]), (counts.get(String(row[column])) ?? 0) + Number(row[measure]));
  return counts;
}
const demand = (rows: Rows, kind: string, dimension: string, subjects?: readonly string[]): Counts =>
  countsOf(
    rows['demand'],
    'value',
    'visitors',
    (row) =>
      row['kind'] === kind &&
      row['dimension'] === dimension &&
      (subjects?.includes(String(row['subject'])) ?? true),
  );
const hours = (rows: Rows) => countsOf(rows['hours'], 'hour', 'visitors');
const dimensionOf = (attribute: Attribute) => (attribute === 'campaign' ? 'campaign' : 'medium');
const logOf = (count: number | undefined) => Math.log((count ?? 0) + SMOOTHING);

/** Learns once from all days, then guesses registration by registration. */
export class Attacker {
  readonly #facts: FactsOfDay;
  /** Shares of hours, languages and countries among those with a value, by attribute. */
  readonly #shares: Readonly<Record<string, readonly ReadonlyMap<string, Counts>[]>>;
  /** Goals that follow the register. */
  readonly goals: readonly string[];

  constructor(facts: FactsOfDay, registrations: readonly Registration[]) {
    this.#facts = facts;
    const days = [...facts.values()];
    this.#shares = Object.fromEntries(
      ['medium', 'campaign'].map((dimension) => {
        const infer = (features: (rows: Rows) => Counts) =>
          inferShares(
            days.map((rows) => ({ values: demand(rows, 'topic', dimension), features: features(rows) })),
          );
        const visitors = (of: string) => (rows: Rows) =>
          countsOf(rows['visitors'], 'value', 'visitors', (row) => row['dimension'] === of);
        return [dimension, [infer(hours), infer(visitors('language')), infer(visitors('country'))]];
      }),
    );
    const daily = countsOf(
      registrations.map(({ key }) => ({ key, one: 1 })),
      'key',
      'one',
    );
    const goals = new Set(
      days.flatMap((rows) =>
        (rows['demand'] ?? []).filter((row) => row['kind'] === 'goal').map((row) => String(row['subject'])),
      ),
    );
    this.goals = [...goals].filter(
      (goal) =>
        correlation(
          [...facts].map(([key, rows]) => [
            daily.get(key) ?? 0,
            demand(rows, 'goal', '(all)', [goal]).get('(all)') ?? 0,
          ]),
        ) >= FOLLOWS,
    );
  }

  /** Returns the most likely value. */
  guess(attribute: Attribute, one: Registration): string {
    const rows = this.#facts.get(one.key) ?? {};
    const scores = this.#scores(dimensionOf(attribute), one, rows);
    if (attribute !== 'referrer') return best(scores);
    const referrers = countsOf(rows['referrers'], 'referrer', 'visits');
    return best(
      [...referrers].map(([referrer, count]) => {
        const media = scores.filter(([medium]) =>
          MEDIUM_OF[referrer] === undefined
            ? !Object.values(MEDIUM_OF).includes(medium)
            : MEDIUM_OF[referrer] === medium,
        );
        const likely = media.reduce((sum, [, score]) => sum + Math.exp(score), 0);
        const beside = [...referrers].reduce(
          (sum, [other, visits]) => (MEDIUM_OF[other] === MEDIUM_OF[referrer] ? sum + visits : sum),
          0,
        );
        return [referrer, Math.log(likely + 1e-12) + Math.log(count / beside)] as const;
      }),
    );
  }

  /** Log scores of the values of a dimension. */
  #scores(dimension: string, one: Registration, rows: Rows): readonly (readonly [string, number])[] {
    const ofTopic = demand(rows, 'topic', dimension, one.topics);
    const ofDay = demand(rows, 'topic', dimension);
    const ofGoals = demand(rows, 'goal', dimension, this.goals);
    const known = [one.hour, one.language, one.country];
    return [...new Set([...ofDay.keys(), ...ofGoals.keys()])].map((value) => {
      const base =
        this.goals.length === 0
          ? logOf(ofTopic.get(value))
          : 2 * logOf(ofGoals.get(value)) + logOf(ofTopic.get(value)) - logOf(ofDay.get(value));
      const shares = this.#shares[dimension] ?? [];
      return [
        value,
        shares.reduce(
          (sum, of, at) => sum + Math.log((of.get(value)?.get(known[at] ?? '') ?? 0) + 1e-4),
          base,
        ),
      ] as const;
    });
  }
}

function best(scores: readonly (readonly [string, number])[]): string {
  return scores.toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (of: (pair: readonly [number, number]) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [x, y] = [mean(([a]) => a), mean(([, b]) => b)];
  const covariance = mean(([a, b]) => (a - x) * (b - y));
  const spread = Math.sqrt(mean(([a]) => (a - x) ** 2) * mean(([, b]) => (b - y) ** 2));
  return spread === 0 ? 0 : covariance / spread;
}
