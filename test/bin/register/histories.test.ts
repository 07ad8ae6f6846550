/** Random histories beside a real server, which is killed in the midst of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { CONSENTS, type RegisterEvent } from '#core/register/event';
import { foldEvents } from '#core/register/apply-event';
import type { Form } from '#core/register/form-schema';
import { createLink } from '#core/register/link';
import type { RegisterState } from '#core/register/register-state';
import type { ListedPeople } from '#core/register/staff/list-people';
import { askStaffDoor } from '#runtime/local/register/staff-door';
import { registerKeys } from '#runtime/node/register/register-keys';
import { rounds } from '../../support/full-length.ts';
import type { Running } from '../../support/program.ts';
import { register, RegisterPlace } from '../../support/register-place.ts';
import type { HistoryDoor } from '../../support/register-histories/history-door.ts';
import { History } from '../../support/register-histories/history.ts';
import {
  ALL,
  HISTORY_SEED,
  historySteps,
  type Step,
} from '../../support/register-histories/history-steps.ts';

const RECIPIENTS = ['example-optics', 'example-calibration'];
/** The hours of a process are those of the machine, and its forms stand in files. */
const IN_PROCESS: readonly Step['do'][] = ['retention', 'wait', 'notice', 'backup', 'restore'];
const histories = fc.array(
  fc.array(
    historySteps.filter((step) => !IN_PROCESS.includes(step.do)),
    { minLength: 8, maxLength: 20 },
  ),
  { minLength: rounds(3, 200), maxLength: rounds(3, 200) },
);

/** Each reading of the log takes longer the more histories it holds. */
const PER_FOLDER = 10;

let place: RegisterPlace;
afterEach(() => place.dispose());

/** Without seats, which the people of many histories would fill. */
const FORMS = DEMO_REGISTER.forms.map(({ offer, ...form }) => ({
  ...form,
  ...(offer === undefined ? {} : { offer: { starts: offer.starts, ends: offer.ends } }),
  // The words of a consent name the topics.
  topics: DEMO_REGISTER.forms[0]?.topics,
  purposes: [...CONSENTS],
  recipients: RECIPIENTS,
}));

function keys() {
  const [hashKey, linkKey] = ['hash.key', 'link.key'].map((name) =>
    Buffer.from(readFileSync(join(place.data, name), 'utf8').trim(), 'hex'),
  );
  return registerKeys(hashKey as Buffer, linkKey as Buffer);
}

/** What the file holds: what was acknowledged is there, whatever became of the process. */
function stateOnDisk(): RegisterState {
  const path = join(place.data, 'register.jsonl');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
  return foldEvents(
    lines.map((line) => JSON.parse(line) as RegisterEvent),
    keys().keyOf,
  );
}

function doorOf(server: () => Running): HistoryDoor {
  const staff = async <Result>(command: string, input: object): Promise<Result> => {
    const answered = await askStaffDoor(place.data, { command, input, reader: 'staff:test' });
    if (answered === undefined) throw new Error('no register is there');
    return answered.result as Result;
  };
  return {
    now: () => Date.now(),
    offerEnd: Date.parse('2030-05-16T16:00:00+02:00'),
    formOf: (id) => FORMS.find((form) => form.id === id) as unknown as Form,
    noticeOf: async (id) => {
      const answer = await fetch(`${server().url}/v1/forms/${id}?lang=en`);
      return ((await answer.json()) as { notice: { sha256: string } }).notice.sha256;
    },
    register: (form, fields, boxes) =>
      register(server().url, { form, fields: fields as Record<string, string>, ...boxes }),
    post: async (act, subject, pairs = []) => {
      const link = createLink(act, subject, Date.now(), keys().mac);
      const body = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]));
      const url = `${server().url}/register/${act}/${link}?lang=en`;
      const { status } = await fetch(url, { method: 'POST', body });
      if (status >= 500 || status === 404) throw new Error(`${act}: ${status}`);
    },
    staff,
    state: stateOnDisk,
  };
}

/** Of each purpose, whom a list names, of the people of this history. */
async function listed(history: History, purpose: string): Promise<readonly string[]> {
  const { people } = await history.door.staff<ListedPeople>('list', { purpose, reason: 'a history' });
  const { submissions } = history.door.state();
  const own = new Set([...history.means.declared.keys()].map((id) => submissions.get(id)?.ref));
  return people.flatMap(({ ref }) => (own.has(ref) ? [ref] : [])).toSorted();
}

function meant(history: History, purpose: string): readonly string[] {
  const { means, door } = history;
  const { submissions } = door.state();
  const refs = [...means.declared.values()]
    .filter((one) => means.stands(one, purpose, door.now(), door.offerEnd))
    .map(({ id }) => submissions.get(id)?.ref ?? '');
  return [...new Set(refs)].toSorted();
}

it('lists, after each kill in the midst of random histories, exactly whom their people mean', async () => {
  const [all = []] = fc.sample(histories, { numRuns: 1, seed: HISTORY_SEED });
  for (let at = 0; at < all.length; at += PER_FOLDER) await liveThrough(all.slice(at, at + PER_FOLDER));
});

async function liveThrough(all: readonly (readonly Step[])[]): Promise<void> {
  place = new RegisterPlace();
  place.configure({ limits: { mailsPerHour: 1_000_000, perFormPerHour: 1_000_000 } }, FORMS);
  place.writeCatalogue();
  let server = await place.start();
  for (const [number, steps] of all.entries()) {
    const history = new History(
      doorOf(() => server),
      `history${number}.example.org`,
    );
    for (const step of [...steps, { do: 'crash' } as const]) {
      if (step.do === 'crash') {
        await server.stop('SIGKILL');
        server = await place.start();
        // Retention runs at each start.
        const { means, door } = history;
        means.erase(means.due(ALL, door.now(), door.offerEnd));
      } else await history.take(step);
    }
    for (const purpose of ALL)
      expect(await listed(history, purpose), `${purpose} after ${JSON.stringify(steps)}`).toEqual(
        meant(history, purpose),
      );
  }
  expect(await server.stop()).toBe(0);
  place.dispose();
}
