/** A register whose process is killed again and again while people register, confirm and withdraw. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { rounds } from '../../support/full-length.ts';
import { RegisterPlace } from '../../support/register-place.ts';
import { until } from '../../support/until.ts';
import { RegisterLoad } from './register-load.ts';

const ROUNDS = rounds(3, 200);
const PEOPLE = 6;

const place = new RegisterPlace();
afterEach(() => place.dispose());

type Events = ReturnType<RegisterPlace['events']>;

/** Returns what was acknowledged and is not in the log. */
function lost(load: RegisterLoad, events: Events): readonly string[] {
  const about = (event: string) =>
    new Map(events.filter((one) => one['event'] === event).map((one) => [one['submission'], one['ref']]));
  const [submitted, values, confirmed] = [about('submitted'), about('values'), about('confirmed')];
  const stopped = new Set(events.filter(({ event }) => event === 'withdrawn').map(({ ref }) => ref));
  return [
    ...[...load.registered].filter((id) => !submitted.has(id) || !values.has(id)),
    ...[...load.confirmed].filter((id) => !confirmed.has(id)),
    ...[...load.withdrawn].filter((id) => !stopped.has(confirmed.get(id))),
  ];
}

/** Returns the refs of acknowledged withdrawals that given-up.jsonl lacks. */
function notGivenUp(load: RegisterLoad, events: Events): readonly unknown[] {
  const known = readFileSync(join(place.data, 'given-up.jsonl'), 'utf8');
  const confirmed = new Map(
    events.filter(({ event }) => event === 'confirmed').map(({ submission, ref }) => [submission, ref]),
  );
  return [...load.withdrawn]
    .map((id) => confirmed.get(id))
    .filter((ref) => !known.includes(`"ref":"${String(ref)}"`));
}

it('loses no registration, confirmation and withdrawal that it acknowledged, and no mail', async () => {
  const [workshop] = DEMO_REGISTER.forms;
  const { seats: _, ...offer } = workshop?.offer ?? { ends: '2030-05-16' };
  place.configure({ limits: { mailsPerHour: 1_000_000, perFormPerHour: 1_000_000 } }, [
    { ...workshop, id: 'workshop', offer },
  ]);
  const load = new RegisterLoad(place);
  for (let round = 0; round < ROUNDS; round++) {
    const server = await place.start();
    load.start(server.url, PEOPLE);
    await load.acknowledges(5 + Math.random() * 40);
    await server.stop('SIGKILL');
    await load.stop();
    const events = wholeEvents();
    expect(lost(load, events), `round ${round}`).toEqual([]);
    expect(notGivenUp(load, events), `round ${round}`).toEqual([]);
  }
  const last = await place.start();
  await until(async () => (await mailed()).size >= load.registered.size);
  expect(await last.stop()).toBe(0);
  const events = place.events();
  expect(lost(load, events)).toEqual([]);
  const asked = new Map(
    events
      .filter(({ event }) => event === 'asked')
      .map(({ submission, messageId }) => [submission, messageId]),
  );
  for (const [submission, ids] of await mailed())
    expect([...ids], submission).toEqual([asked.get(submission)]);
  expect([load.confirmed.size, load.withdrawn.size].every((count) => count > ROUNDS)).toBe(true);
});

/** The log of a killed process may end within a line. */
function wholeEvents(): Events {
  const text = readFileSync(join(place.data, 'register.jsonl'), 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Message-IDs of the confirmation mails, by submission: one that went twice has one id. */
async function mailed(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const ids = new Map<string, Set<string>>();
  for (const { file, messageId = '' } of await place.mails('-confirm-')) {
    const submission = /-confirm-(.*)\.eml$/.exec(file)?.[1] ?? '';
    ids.set(submission, (ids.get(submission) ?? new Set()).add(messageId));
  }
  return ids;
}
