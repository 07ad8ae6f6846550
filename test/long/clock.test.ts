/**
 * A server under clocks that are wrong for hours, off, suspended or restarted all the time: as processes, an hour in
 * some seconds.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HURRY, problemsOf, sealedDays, send, untilClock } from '../runtime/local/server/clock-places.ts';
import { CONFIG, until } from '../runtime/local/server/collector.ts';
import { Place } from '../support/program.ts';

let place: Place;
beforeEach(() => {
  place = new Place(CONFIG);
});
afterEach(() => place.dispose());
const DAYS = ['10', '11', '12', '13', '14', '15', '16', '17', '18'].map((day) => `2026-03-${day}`);

it('a clock ten days ahead for two hours seals nothing and discards no event of the days that come', async () => {
  place.setClock('2026-03-10T12:00:00Z', HURRY);
  const server = await place.start();
  expect(await send(server)).toBe('accepted');
  await untilClock(place, '2026-03-10T14:00:00Z');
  place.leapClock('2026-03-20T14:00:00Z', HURRY);
  await untilClock(place, '2026-03-20T16:00:00Z');
  expect(await problemsOf(server)).toContain('clock_set_forward');
  expect(sealedDays(place)).toEqual([]);
  place.leapClock('2026-03-10T16:00:00Z');
  await until(async () => !(await problemsOf(server)).includes('clock_set_forward'));
  place.setClock('2026-03-11T03:30:00Z', HURRY);
  await until(() => sealedDays(place).length > 0);
  for (const day of ['2026-03-11', '2026-03-12', '2026-03-13', '2026-03-20']) {
    place.setClock(`${day}T12:00:00Z`);
    expect(await send(server)).toBe('accepted');
    expect(await problemsOf(server)).not.toContain('late_events');
  }
  expect(sealedDays(place)[0]).toBe('2026-03-10');
  expect(await server.stop()).toBe(0);
});

it('a server that was off for nine days seals them all once it has run for an hour', async () => {
  place.setClock('2026-03-10T12:00:00Z');
  let server = await place.start();
  expect(await send(server)).toBe('accepted');
  await server.stop();
  place.setClock('2026-03-19T12:00:00Z', HURRY);
  server = await place.start();
  await until(() => sealedDays(place).length === DAYS.length);
  expect(place.now()).toBeGreaterThan(Date.parse('2026-03-19T13:00:00Z'));
  expect(sealedDays(place)).toEqual(DAYS);
  expect(await problemsOf(server)).not.toContain('clock_set_forward');
  expect(await server.stop()).toBe(0);
});

it('a server that was suspended for nine days seals them all once it has run for an hour', async () => {
  place.setClock('2026-03-10T12:00:00Z');
  const server = await place.start();
  expect(await send(server)).toBe('accepted');
  server.process.kill('SIGSTOP');
  place.setClock('2026-03-19T12:00:00Z', HURRY);
  server.process.kill('SIGCONT');
  await until(() => sealedDays(place).length === DAYS.length);
  expect(place.now()).toBeGreaterThan(Date.parse('2026-03-19T12:50:00Z'));
  expect(sealedDays(place)).toEqual(DAYS);
  expect(await server.stop()).toBe(0);
});

const stamp = () => join(place.data, 'state', 'clock.json');
const hoursRunOn = (day: string) => {
  if (!existsSync(stamp())) return 0;
  const { runs } = JSON.parse(readFileSync(stamp(), 'utf8')) as { runs: { day: string; ms: number }[] };
  return (runs.find((run) => run.day === day)?.ms ?? 0) / 3_600_000;
};

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'a server that is restarted every 20 minutes by %s seals, and one whose stamp is lost each time does not',
  async (signal) => {
    place.setClock('2026-03-10T12:00:00Z');
    let server = await place.start();
    expect(await send(server)).toBe('accepted');
    await server.stop();
    const round = async (number: number) => {
      // Between the rounds no time passes.
      const from = Date.parse('2026-03-11T12:00:00Z') + number * 20 * 60_000;
      place.setClock(new Date(from).toISOString());
      server = await place.start();
      const began = place.now();
      place.setClock(new Date(began).toISOString(), HURRY / 3);
      await until(() => place.now() >= began + 20 * 60_000);
      await server.stop(signal);
    };
    let number = 0;
    for (; number < 5; number += 1) {
      await round(number);
      rmSync(stamp(), { force: true });
    }
    expect(sealedDays(place)).toEqual([]);
    while (hoursRunOn('2026-03-11') < 1) {
      await round(number);
      number += 1;
    }
    expect(number).toBeGreaterThanOrEqual(8);
    // The hour is full: even a server that has only just started has what it needs.
    server = await place.start();
    await until(() => sealedDays(place).length > 0);
    expect(sealedDays(place)).toEqual(['2026-03-10']);
    await server.stop();
  },
);
