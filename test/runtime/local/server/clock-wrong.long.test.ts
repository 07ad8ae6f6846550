/** A server process whose clock is wrong for seconds: what it seals, reports, and accepts afterwards. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Place } from '../../../support/program.ts';
import { HURRY, problemsOf, sealedDays, send, untilClock } from './clock-places.ts';
import { CONFIG, until } from './collector.ts';

let place: Place;
beforeEach(() => {
  place = new Place(CONFIG);
});
afterEach(() => place.dispose());

it('a clock ten days ahead for 15 seconds seals nothing and discards no event of the days that come', async () => {
  place.setClock('2026-03-10T12:00:00Z');
  const server = await place.start();
  expect(await send(server)).toBe('accepted');
  place.leapClock('2026-03-20T12:00:00Z', 3);
  await until(async () => (await problemsOf(server)).includes('clock_set_forward'));
  await untilClock(place, '2026-03-20T12:00:20Z');
  expect(await send(server)).toBe('accepted');
  expect(sealedDays(place)).toEqual([]);
  place.leapClock('2026-03-10T12:01:00Z');
  await until(async () => !(await problemsOf(server)).includes('clock_set_forward'));
  expect(await send(server)).toBe('accepted');
  place.setClock('2026-03-11T12:00:00Z', HURRY);
  await until(() => sealedDays(place).length > 0);
  expect(sealedDays(place)).toEqual(['2026-03-10']);
  expect(await send(server)).toBe('accepted');
  expect(server.output()).toContain('healthz: clock_set_forward');
  expect(await problemsOf(server)).toEqual([]);
  expect(await server.stop()).toBe(0);
});

it('an event of today that comes when today is sealed shows in health, and once in the log', async () => {
  place.setClock('2026-03-10T12:00:00Z');
  let server = await place.start();
  expect(await send(server)).toBe('accepted');
  await server.stop();
  place.setClock('2026-03-12T12:00:00Z');
  expect((await place.run(['seal'])).status).toBe(0);
  place.leapClock('2026-03-11T12:00:00Z');
  server = await place.start();
  await until(async () => (await send(server)) === 'late');
  expect(await send(server)).toBe('late');
  expect(await problemsOf(server)).toContain('late_events');
  expect(server.output().match(/sealed already/g)).toHaveLength(1);
  place.setClock('2026-03-12T12:00:00Z');
  await until(async () => !(await problemsOf(server)).includes('late_events'));
  expect(await server.stop()).toBe(0);
});
