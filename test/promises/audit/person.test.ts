/** What a page prints of somebody who comes on several days, against the chance that a name of his own appears. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReleaseMethod } from '#core/report/report';
import { runLogWorld } from './log-worlds.ts';
import { AFTERWARDS, DAILY, EVERYBODY } from './neighbours.ts';
import type { World } from './world.ts';

let world: World;
let method: ReleaseMethod | undefined;
beforeAll(async () => {
  world = await runLogWorld('in one file', [...EVERYBODY, ...DAILY], ['2026-03-01', '2026-03-31']);
  const [report] = await world.reports(AFTERWARDS, ['--period', '2026-03']);
  method = report?.method.release;
});
afterAll(() => world.dispose());

/** P[X >= from] for X ~ N_Z(0, sigma^2), summed term by term. */
function tail(sigma: number, from: number): number {
  const mass = (x: number) => Math.exp(-(x * x) / (2 * sigma * sigma));
  let [above, all] = [0, 0];
  for (let x = -Math.ceil(40 * sigma); x <= 40 * sigma; x += 1) {
    all += mass(x);
    if (x >= from) above += mass(x);
  }
  return above / all;
}

describe('the table of epsilon and delta', () => {
  it.each([1, 2, 7, 30])(
    'prints no delta below the chance that a name which only one person brought, on %i days, appears',
    (days) => {
      const thresholds = method?.tables.filter((table) => table.threshold !== undefined) ?? [];
      expect(thresholds.length).toBeGreaterThan(3);
      // One new name in every table, on every day; the draws are independent.
      const none = thresholds.reduce(
        (chance, { sigma, threshold = 0 }) => chance * (1 - tail(sigma, threshold - days)),
        1,
      );
      const rows: readonly { readonly days: number; readonly delta?: number }[] = method?.epsilon ?? [];
      const row = rows.find((printed) => printed.days === days);
      expect(row?.delta ?? method?.delta).toBeGreaterThanOrEqual(1 - none);
    },
  );
});
