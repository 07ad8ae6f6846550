/** The method of a released report: the cost in decimals that a script can compare. */
import { expect, it } from 'vitest';
import { releaseMethod } from '#core/report/release-method';
import { sumReleaseCost } from '#core/disclosure/stored-release';
import { releasesOf, shop } from '../../support/releases-of.ts';

const { releases } = releasesOf({ site: shop(), month: '2026-09', visitorsPerDay: 300, seed: 5 });
const most = (level: string) =>
  Math.max(...releases.filter((one) => one.level === level).map(sumReleaseCost));

it('costs are decimals of nine places, as they are booked; the total is the dearest day and the dearest month', () => {
  const { rho, tables } = releaseMethod(releases, []);
  for (const figure of [rho.day, rho.month, rho.total, ...tables.map((one) => one.rho)])
    expect(figure).toBe(Number(figure.toFixed(9)));
  expect([rho.day, rho.month, rho.total].map((figure) => Math.round(figure * 1e9))).toEqual([
    most('day'),
    most('month'),
    most('day') + most('month'),
  ]);
});

it('each number of days has the whole delta that holds with its epsilon: it grows with the days', () => {
  const { delta, threshold_delta, epsilon } = releaseMethod(releases, []);
  expect(epsilon.map(({ days }) => days)).toEqual([1, 2, 7, 30]);
  const [one] = epsilon;
  expect(one?.delta).toBeGreaterThanOrEqual(delta + threshold_delta);
  expect(epsilon.map((line) => line.delta)).toEqual([1.448e-7, 1.895e-7, 5.211e-7, 7.226e-4]);
});
