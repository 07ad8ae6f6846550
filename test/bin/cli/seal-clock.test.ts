/** `headcount seal` as a process under a clock that may be wrong: its questions, refusals and actions. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { arrivals, CONFIG, pageview, post } from '../../runtime/local/server/collector.ts';
import { Place } from '../../support/program.ts';
import { oneOf, thorough } from '../../support/full-length.ts';

let place: Place;
beforeEach(async () => {
  place = new Place(CONFIG);
  place.setClock('2026-03-10T12:00:00Z');
  const server = await place.start();
  expect((await post(server, pageview('/'))).status).toBe(202);
  await server.stop();
});
afterEach(() => place.dispose());
const sealed = () =>
  existsSync(join(place.data, 'seals'))
    ? readdirSync(join(place.data, 'seals')).filter((name) => name.startsWith('period='))
    : [];

it('a leap to 2038 writes no day, asks for --through in one line, and costs nothing that was there', async () => {
  place.leapClock('2038-01-19T03:14:07Z');
  const ran = await place.run(['seal', '--quiet']);
  expect([ran.status, ran.stdout]).toEqual([1, '']);
  expect(ran.stderr.trim().split('\n').at(-1)).toMatch(
    /^headcount: nothing was sealed: 4332 days in a row, 2026-03-11 to 2038-01-18, have no arrivals\.[^\n]+--through 2038-01-18[^\n]+--through 2026-03-10$/,
  );
  expect(sealed()).toEqual([]);
  place.leapClock('2026-03-11T12:00:00Z');
  const right = await place.run(['seal', '--json']);
  expect(right.status, right.stderr).toBe(0);
  expect(JSON.parse(right.stdout)).toMatchObject({ days: [{ site: 'shop', day: '2026-03-10', stored: 1 }] });
});

thorough(
  'a person who names the day is taken at their word, and the next seal asks for nothing',
  async () => {
    place.setClock('2026-05-01T12:00:00Z');
    expect((await place.run(['seal'])).status).toBe(1);
    const named = await place.run(['seal', '--through', '2026-04-30', '--json']);
    expect(named.status, named.stderr).toBe(0);
    expect(sealed()).toHaveLength(52);
    expect((await place.run(['seal'])).status).toBe(0);
  },
);

it.each(oneOf(3, ['2026-03-11', '2026-03-12', '2038-01-19']))(
  '%s, which is today or later, is refused',
  async (day) => {
    place.setClock('2026-03-11T12:00:00Z');
    const ran = await place.run(['seal', '--through', day]);
    expect([ran.status, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toContain(`${day} is not over yet: the latest complete day is 2026-03-10`);
    expect(sealed()).toEqual([]);
  },
);

thorough(
  'what the server seals deletes nothing for its age by a clock that has leapt since, and a person deletes by theirs',
  async () => {
    place.leapClock('2038-01-19T03:14:07Z');
    const kept = async () => (await arrivals(place)).length;
    const byServer = await place.run(['seal', '--by-clock', '--through', '2026-03-09', '--quiet']);
    expect([byServer.status, await kept()], byServer.stderr).toEqual([0, 1]);
    const byPerson = await place.run(['seal', '--through', '2026-03-09', '--quiet']);
    expect([byPerson.status, await kept()], byPerson.stderr).toEqual([0, 0]);
    expect(byPerson.stderr).toContain('ALARM: 1 arrivals that were never sealed');
  },
);
