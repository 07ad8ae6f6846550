/** A simulated month: every visitor within the day, people awake more than asleep, the same seed the same month. */
import { describe, expect, it } from 'vitest';
import { simulateMonth } from '#core/demo/simulate-month';
import { Zone } from '#core/time/zone';

const month = (seed: number, zone = 'UTC') => [
  ...simulateMonth({
    seed,
    month: '2026-10',
    visitors: 40,
    zone: new Zone(zone),
    origin: 'http://127.0.0.1:8787',
  }),
];

describe('a simulated month', () => {
  it('has every day of the month, and each request lies within its local day, also when the clocks change', () => {
    const zone = new Zone('Europe/Berlin');
    const days = month(1, 'Europe/Berlin');
    expect(days.map(({ day }) => day).at(-1)).toBe('2026-10-31');
    expect(days).toHaveLength(31);
    for (const { day, requests } of days)
      expect(new Set(requests.map(({ instantMs }) => zone.day(instantMs)))).toEqual(new Set([day]));
  });

  it('gives the same visitors for the same seed, and others for another', () => {
    expect(month(3)).toEqual(month(3));
    expect(month(4)).not.toEqual(month(3));
  });

  it('sends more visitors by day than by night', () => {
    const hours = month(1).flatMap(({ requests }) =>
      requests.map(({ instantMs }) => new Date(instantMs).getUTCHours()),
    );
    const within = (from: number, to: number) => hours.filter((hour) => hour >= from && hour < to).length;
    expect(within(12, 18)).toBeGreaterThan(4 * within(0, 6));
  });
});
