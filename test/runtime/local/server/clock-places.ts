/** Shared by the tests of a wrong clock: a server under a clock of the test's choosing, and the days it sealed. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Place, Running } from '../../../support/program.ts';
import { pageview, post, until } from './collector.ts';

/** The hour that must have passed since a day takes some seconds here. */
export const HURRY = 300;

export const sealedDays = (place: Place): readonly string[] =>
  existsSync(join(place.data, 'seals'))
    ? readdirSync(join(place.data, 'seals'))
        .filter((name) => name.startsWith('period='))
        .map((name) => name.slice('period='.length))
        .toSorted()
    : [];

export const problemsOf = async (server: Running): Promise<readonly string[]> =>
  (
    (await (await fetch(`${server.url}/healthz`)).json()) as { problems: readonly { name: string }[] }
  ).problems.map((one) => one.name);

/** Sends one event of the current time and returns its outcome. */
export async function send(server: Running): Promise<string> {
  const answer = await post(server, pageview('/'));
  expect(answer.status).toBe(202);
  const { accepted, dropped } = (await answer.json()) as {
    accepted: number;
    dropped: readonly { reason: string }[];
  };
  return accepted === 1 ? 'accepted' : (dropped[0]?.reason ?? 'nothing');
}

/** Waits until the clock shows a later instant. */
export const untilClock = (place: Place, iso: string) => until(() => place.now() >= Date.parse(iso));
