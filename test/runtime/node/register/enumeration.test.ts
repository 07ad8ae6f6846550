/** Nobody learns from an answer whose addresses the register knows: equal bytes, and equal calls before them. */
import { describe, expect, it } from 'vitest';
import type { RegisterEvent } from '#core/register/event';
import type { RegisterLog } from '#core/register/register-log';
import type { MemoryLog } from '../../../core/register/memory-log.ts';
import { fillIn, formsIn } from './page-forms.ts';
import { linkIn, NOW, RegisteredApp } from './registered-app.ts';

const ADDRESSES = ['known', 'newer', 'asked', 'gone0', 'never', 'erase'].map((name) => `${name}@example.org`);
const [KNOWN = '', _NEW = '', WAITING = '', WITHDRAWN = '', NEVER = '', ERASED = ''] = ADDRESSES;

/** What a log is called with, as an observer of its load would see it. */
class CalledLog implements RegisterLog {
  readonly peopleAtOnce = Number.POSITIVE_INFINITY;
  readonly calls: string[] = [];
  readonly #log: MemoryLog;

  constructor(log: MemoryLog) {
    this.#log = log;
  }

  append(events: readonly RegisterEvent[], condition?: Parameters<RegisterLog['append']>[1]) {
    const sizes = events.map((event) => `${event.event} ${JSON.stringify(event).length}`);
    this.calls.push(`append ${sizes.join(', ')}`);
    return this.#log.append(events, condition);
  }
  read(names: readonly string[]) {
    this.calls.push(`read ${names.map(({ length }) => length).join(', ')}`);
    return this.#log.read();
  }
  scan(purpose: string) {
    this.calls.push(`scan ${purpose}`);
    return this.#log.scan(purpose);
  }
  history(ref: string) {
    this.calls.push('history');
    return this.#log.history(ref);
  }
  purge() {
    this.calls.push('purge');
    return this.#log.purge();
  }
}

/** A register that knows the addresses as their names say, built anew for each question. */
async function knowing(): Promise<readonly RegisterEvent[]> {
  const app = new RegisteredApp({ seed: 'past' });
  const boxes = { purposes: ['information'], recipients: ['example-optics'] };
  const fields = (email: string) => ({ name: 'Ada', email });
  const selfLink = async (address: string) => {
    await app.post('/register/self', [['address', address]]);
    return linkIn((await app.settle()).at(-1)!, 'self');
  };
  for (const address of [KNOWN, WITHDRAWN, ERASED])
    await app.registerConfirmed('workshop', fields(address), boxes);
  await app.post(await selfLink(WITHDRAWN), [['act', 'withdraw']]);
  await app.post(await selfLink(ERASED), [['act', 'erase']]);
  await app.settle();
  await app.register('workshop', fields(WAITING), boxes);
  await app.settle();
  await app.register('workshop', fields(NEVER), boxes);
  await app.request(linkIn((await app.settle()).at(-1)!, 'never'), { method: 'POST' });
  await app.settle();
  return app.log.events;
}

interface Observed {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly calls: readonly string[];
}

/** The answer, and what happened before it. Ids and tokens are the same in each copy. */
async function observe(
  events: readonly RegisterEvent[],
  ask: (app: RegisteredApp) => Promise<() => Promise<Response>>,
): Promise<Observed> {
  let called: CalledLog | undefined;
  const app = new RegisteredApp({ events, seed: 'now', wrap: (log) => (called = new CalledLog(log)) });
  app.onSend = () => {
    throw new Error('a mail left before the answer');
  };
  app.now = NOW + 60_000;
  const send = await ask(app);
  called?.calls.splice(0);
  const answer = await send();
  const calls = [...(called?.calls ?? [])];
  return { status: answer.status, headers: [...answer.headers], body: await answer.text(), calls };
}

const DOORS = {
  'POST /register/FORM': (address: string) => async (app: RegisteredApp) => {
    const { pairs } = formsIn(await (await app.request('/register/workshop')).text())[0]!;
    app.now += 5000;
    return () => app.post('/register/workshop', fillIn(pairs, { name: 'Bob', email: address }));
  },
  'POST /v1/registrations': (address: string) => async (app: RegisteredApp) => {
    const { notice, token } = await app.formOf('workshop');
    const fields = { name: 'Bob', email: address };
    const body = { form: 'workshop', language: 'en', notice: notice.sha256, token, fields };
    return () => app.postJson(body);
  },
  'POST /register/self': (address: string) => async (app: RegisteredApp) => () =>
    app.post('/register/self', [['address', address]]),
};

describe.each(Object.entries(DOORS))('%s', (_door, ask) => {
  it('answers and does the same for known, new, waiting, withdrawn, stopped and erased addresses', async () => {
    const events = await knowing();
    const [first, ...others] = await Promise.all(ADDRESSES.map((address) => observe(events, ask(address))));
    expect(first?.status).toBeLessThan(400);
    expect(first?.calls.length).toBeGreaterThan(0);
    for (const other of others) expect(other).toEqual(first);
  });
});

it('the register of these tests knows each address in another way', async () => {
  const { state, context } = await knowing().then((events) => {
    const app = new RegisteredApp({ events });
    return { state: app.log.state, context: app.context };
  });
  const ways = ADDRESSES.map((address) => {
    const key = context.keyOf(address) ?? '';
    const ref = state.refByKey.get(key) ?? '';
    return [
      state.refByKey.has(key),
      state.suppressed.has(key),
      state.neverAsked.has(key),
      state.people.get(ref)?.withdrawals.length ?? 0,
    ];
  });
  expect(ways).toEqual([
    [true, false, false, 0],
    [false, false, false, 0],
    [false, false, false, 0],
    [true, true, false, 1],
    [false, false, true, 0],
    [false, true, false, 0],
  ]);
});
