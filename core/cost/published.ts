/** The prices that other products publish, with source and date; docs/cost.md compares with them. */

/** US dollars per month, by views or page views per month. */
export interface PublishedPrice {
  readonly name: string;
  readonly source: string;
  readonly provenance: string;
  readonly usd: Readonly<Record<number, number>>;
}

/**
 * "Worst case projected costs": one site, buffer of 15 minutes, 200 dashboard views. Its compaction, which the page
 * expects to save a factor of 10 to 100, is not counted.
 */
export const SERVERLESS_WEBSITE_ANALYTICS: PublishedPrice = {
  name: 'serverless-website-analytics',
  source:
    'https://github.com/rehanvdm/serverless-website-analytics/blob/34e3c02276d2d9f154fd4adad3c035f79ccbc4f7/docs/COST.md',
  provenance: 'read 2026-11-24, commit 34e3c02',
  usd: { 10_000: 2.01, 100_000: 3.24, 1_000_000: 14.64, 10_000_000: 128.74, 100_000_000: 1_288.39 },
};

/**
 * Growth plans (generation 4), billed monthly, before tax. The list ends at 10 million page views; beyond that, prices
 * are on request.
 */
export const PLAUSIBLE: PublishedPrice = {
  name: 'Plausible, hosted',
  source:
    'https://github.com/plausible/analytics/blob/0e9566fed06b61996d9055061af85fc597b7d013/priv/plan_prices.json',
  provenance:
    "read 2026-11-24, commits 0e9566f and, for which price is whose, priv/plans_v4.json at 08c7d2e; today's list is at https://plausible.io/#pricing",
  usd: {
    10_000: 9,
    100_000: 19,
    200_000: 29,
    500_000: 49,
    1_000_000: 69,
    2_000_000: 89,
    5_000_000: 129,
    10_000_000: 169,
  },
};
