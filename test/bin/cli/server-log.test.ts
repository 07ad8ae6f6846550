/** What `headcount start` writes to stderr in a night in which all is well. */
import { afterEach, expect, it } from 'vitest';
import { Place } from '../../support/program.ts';
import { HURRY } from '../../runtime/local/server/clock-places.ts';
import { CONFIG, pageview, post, until } from '../../runtime/local/server/collector.ts';

let place: Place;
afterEach(() => place.dispose());

async function night(words: readonly string[]): Promise<readonly string[]> {
  place = new Place(CONFIG);
  place.setClock('2026-03-10T12:00:00Z');
  const server = await place.start(words);
  for (const path of ['/', '/a']) expect((await post(server, pageview(path))).status).toBe(202);
  // Early in the day: a slow machine still gets to the seal before the next day.
  place.setClock('2026-03-11T04:00:00Z', HURRY);
  await until(() => server.output().includes('settled'));
  expect(await server.stop()).toBe(0);
  return server
    .output()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{"url"'));
}

it('the seal, the release and the settlement of a night each leave one line', async () => {
  const lines = await night([]);
  expect(lines.filter((line) => /seal|releas|settle/.test(line))).toEqual([
    'headcount: sealed 2026-03-10 of 1 site: fewer than 100 items received, rounded down to hundreds',
    'headcount: released 2026-03-10 of 1 site',
    'headcount: nothing was due to be settled',
  ]);
});

it('with --log json every line is an object with time, level, event and message, from start to end', async () => {
  const lines = await night(['--log', 'json']);
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const entry of entries)
    expect(entry).toMatchObject({
      time: expect.stringMatching(/^2026-03-1[01]T\d\d:\d\d:00Z$/) as string,
      level: 'info',
      message: expect.any(String) as string,
    });
  const told = (event: string) => entries.filter((entry) => entry['event'] === event);
  expect(told('seal')).toMatchObject([{ days: ['2026-03-10'], sites: 1, received_at_least: 0 }]);
  expect(told('release')).toMatchObject([{ periods: ['2026-03-10'], sites: 1 }]);
  expect(told('settle')).toMatchObject([{ periods: [] }]);
  expect(entries.at(-1)?.['message']).toBe('shutting down: finishing open requests');
});
