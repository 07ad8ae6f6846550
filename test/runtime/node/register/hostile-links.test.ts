/** Links that are broken, foreign, expired or meant for something else; addresses and methods that there are not. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLink, LINK_ACTS, type LinkAct } from '#core/register/link';
import { registerKeys } from '#runtime/node/register/register-keys';
import { sendAllKinds } from './mail-kinds.ts';
import { DAY_MS, linkIn, NOW, REGISTER_URL, RegisteredApp } from './registered-app.ts';

const foreignKeys = registerKeys(new Uint8Array(32).fill(1), new Uint8Array(32).fill(3));
const CHARACTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~'];

let app: RegisteredApp;
/** The last part of a valid link of each act. */
let links: Readonly<Record<LinkAct, string>>;

beforeAll(async () => {
  app = new RegisteredApp();
  const sent = await sendAllKinds(app);
  const last = (link: string) => link.slice(link.lastIndexOf('/') + 1);
  links = {
    confirm: last(linkIn(sent.reminder, 'confirm')),
    never: last(linkIn(sent.reminder, 'never')),
    withdraw: last(linkIn(sent.welcome, 'withdraw')),
    self: last(linkIn(sent.self, 'self')),
  };
});

/** Gets and posts the link; both have to be refused, and nothing may change or be echoed. */
async function expectRefused(act: LinkAct, link: string, status: number): Promise<void> {
  const before = app.written;
  const path = `/register/${act}/${link}`;
  const body = act === 'self' ? 'act=erase' : '';
  for (const answer of [await app.request(path), await app.post(path, body)]) {
    expect(answer.status).toBe(status);
    const text = await answer.text();
    if (link.length > 20) expect(text).not.toContain(link.slice(0, 20));
    expect(text).not.toMatch(/Ada|ada@/);
  }
  expect(app.written).toBe(before);
}

const acts = fc.constantFrom(...LINK_ACTS);

describe('a link', () => {
  it('that is truncated, extended or changed in one character is refused with 404', async () => {
    const damage = fc.oneof(
      fc.nat().map((at) => (link: string) => link.slice(0, at % link.length) || 'x'),
      fc.constantFrom(...CHARACTERS).map((one) => (link: string) => link + one),
      fc.tuple(fc.nat(), fc.constantFrom(...CHARACTERS)).map(([at, one]) => (link: string) => {
        const place = at % link.length;
        return link.slice(0, place) + (link[place] === one ? '' : one) + link.slice(place + 1);
      }),
    );
    await fc.assert(
      fc.asyncProperty(acts, damage, async (act, change) => expectRefused(act, change(links[act]), 404)),
      { numRuns: 300 },
    );
  });

  it('of one act is refused with 404 for every other', async () => {
    for (const act of LINK_ACTS)
      for (const other of LINK_ACTS.filter((one) => one !== act)) await expectRefused(other, links[act], 404);
  });

  it('that another register issued is refused with 404', async () => {
    for (const act of LINK_ACTS) {
      const [subject = ''] = links[act].split('.');
      await expectRefused(act, createLink(act, subject, app.now, foreignKeys.mac), 404);
    }
  });

  it.each([
    ['confirm', 7 * DAY_MS],
    ['self', 3_600_000],
  ] as const)('of the act %s is refused with 410 from %i ms after its issue', async (act, lifetimeMs) => {
    const { ref } = [...app.log.state.submissions.values()][0]!;
    const link = createLink(act, ref, app.now - lifetimeMs + 1, app.context.mac);
    expect((await app.request(`/register/${act}/${link}`)).status).toBe(200);
    await expectRefused(act, createLink(act, ref, app.now - lifetimeMs, app.context.mac), 410);
  });

  it('of the act withdraw works after ten years', async () => {
    const later = new RegisteredApp({ events: app.log.events, seed: 'later' });
    later.now = NOW + 3653 * DAY_MS;
    expect((await later.post(`/register/withdraw/${links.withdraw}`)).status).toBe(200);
  });

  it('that confirms is answered 410 once its submission has been erased, and changes nothing', async () => {
    const fresh = new RegisteredApp();
    const submission = await fresh.register('workshop', { name: 'Ada', email: 'ada@example.org' });
    const { ref } = fresh.log.state.submissions.get(submission)!;
    const at = new Date(fresh.now).toISOString();
    fresh.log.put({ event: 'erased', at, ref, cause: 'retention', submission });
    const before = fresh.written;
    const link = createLink('confirm', submission, fresh.now, fresh.context.mac);
    expect((await fresh.post(`/register/confirm/${link}`)).status).toBe(410);
    expect(fresh.written).toBe(before);
  });

  it('is held by no page that is made for another person', async () => {
    const bob = new RegisteredApp({ events: app.log.events, seed: 'bob' });
    bob.now = app.now;
    await bob.registerConfirmed('workshop', { name: 'Bob', email: 'bob@example.org' });
    await bob.post('/register/self', [['address', 'bob@example.org']]);
    const [mail] = await bob.settle();
    const shown = await (await bob.post(linkIn(mail!, 'self'), [['act', 'show']])).text();
    expect(shown).toContain('Bob');
    expect(shown).not.toMatch(/Ada|ada@/);
  });
});

describe('an act of the own page that there is not', () => {
  it.each(['', 'act=', 'act=delete', 'act=show&act=erase', 'ACT=erase', 'act%00=erase'])(
    'changes nothing: %s',
    async (body) => {
      const submissions = JSON.stringify([...app.log.state.submissions]);
      const answer = await app.post(`/register/self/${links.self}`, body);
      expect(answer.status).toBeLessThan(500);
      expect(JSON.stringify([...app.log.state.submissions])).toBe(submissions);
    },
  );
});

describe('an address or a method that there is not', () => {
  const segment = fc.oneof(
    fc.constantFrom(
      'register',
      'v1',
      'forms',
      'workshop',
      '..',
      '.',
      '',
      '%',
      '%ff',
      '%00',
      '%2e%2e',
      '__proto__',
    ),
    fc.webSegment(),
  );
  it('is answered below 500, without a change and with the headers of all answers', async () => {
    const before = app.written;
    const methods = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND');
    await fc.assert(
      fc.asyncProperty(methods, fc.array(segment, { maxLength: 5 }), async (method, parts) => {
        const answer = await app.request(`${REGISTER_URL}/register/${parts.join('/')}`, { method });
        expect(answer.status).toBeLessThan(500);
        expect(answer.headers.get('Set-Cookie')).toBeNull();
        expect(app.written).toBe(before);
      }),
      { numRuns: 300 },
    );
  });
});
