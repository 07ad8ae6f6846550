/** The latest complete day, by the clock of the deployment's zone. */
import { describe, expect, it } from 'vitest';
import { throughByClock } from '#core/seal/through-by-clock';
import { Zone } from '#core/time/zone';

describe('the last complete day', () => {
  it.each([
    ['UTC', '2026-11-24T02:59:59Z', '2026-11-21'],
    ['UTC', '2026-11-24T03:00:00Z', '2026-11-22'],
    ['UTC', '2026-11-24T23:59:59Z', '2026-11-22'],
    ['Europe/Berlin', '2026-11-24T01:59:59Z', '2026-11-21'],
    ['Europe/Berlin', '2026-11-24T02:00:00Z', '2026-11-22'],
    // The night of the change to summer time has no hour 2: three o'clock comes at 01:00 UTC.
    ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-26'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-27'],
    ['America/New_York', '2026-11-24T07:59:59Z', '2026-11-21'],
    ['America/New_York', '2026-11-24T08:00:00Z', '2026-11-22'],
    ['UTC', '2026-03-01T12:00:00Z', '2026-02-27'],
  ])('the last complete day in %s at %s is %s', (zone, now, day) => {
    expect(throughByClock(new Zone(zone), Date.parse(now))).toBe(day);
  });
});
