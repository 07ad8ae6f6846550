/** Links of mails: looking at them changes nothing, posting to them acts once and succeeds again and again. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addressesIn, ALL_KINDS, sendAllKinds, type Sent } from './mail-kinds.ts';
import { linkIn, REGISTER_URL, RegisteredApp } from './registered-app.ts';

const LOOKING = ['GET', 'HEAD', 'OPTIONS'] as const;

describe('every address in every mail', () => {
  let app: RegisteredApp;
  let sent: Sent;
  let addresses: readonly string[];
  beforeAll(async () => {
    app = new RegisteredApp();
    sent = await sendAllKinds(app);
    addresses = Object.values(sent).flatMap(addressesIn);
  });

  it('leads to the register, and each kind of link is among them', () => {
    for (const kind of ALL_KINDS) expect(sent[kind].kind).toBe(kind === 'reminder' ? 'confirm' : kind);
    expect(addresses.every((address) => address.startsWith(`${REGISTER_URL}/register/`))).toBe(true);
    for (const act of ['confirm', 'never', 'withdraw', 'self'])
      expect(addresses.some((address) => address.includes(`/register/${act}/`))).toBe(true);
    expect(sent.welcome.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  });

  it('can be looked at in any order and number, and the log stays byte-equal', async () => {
    const before = app.written;
    const look = fc.record({
      address: fc.constantFrom(...addresses),
      method: fc.constantFrom(...LOOKING),
      query: fc.constantFrom('', '?lang=de', '?act=lift', '?List-Unsubscribe=One-Click', '?confirm=true'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(look, { minLength: 1, maxLength: 8 }), async (looks) => {
        for (const { address, method, query } of looks) {
          const answer = await app.request(`${address}${query}`, { method });
          expect(answer.status).toBeLessThan(500);
          if (method === 'HEAD') expect(await answer.text()).toBe('');
          await app.settle();
        }
        expect(app.written).toBe(before);
      }),
      { numRuns: 200 },
    );
  });

  it('shows nothing personal when it is looked at', async () => {
    for (const address of addresses) {
      const page = await (await app.request(address)).text();
      expect(page).not.toMatch(/Ada|ada@/);
    }
  });
});

describe('a link that is posted to', () => {
  it.each([
    ['confirm', 'confirm', 'confirmed'],
    ['reminder', 'confirm', 'confirmed'],
    ['confirm', 'never', 'suppressed'],
    ['welcome', 'withdraw', 'withdrawn'],
  ] as const)(
    'twice, of the mail %s: %s succeeds twice and records one event %s',
    async (kind, act, event) => {
      const app = new RegisteredApp();
      const boxes = { purposes: ['information'] };
      await app.register('workshop', { name: 'Ada', email: 'ada@example.org' }, boxes);
      const [confirm] = await app.settle();
      app.now += kind === 'reminder' ? 3 * 86_400_000 : 0;
      const [reminder] = await app.settle();
      if (kind === 'welcome') await app.request(linkIn(confirm!, 'confirm'), { method: 'POST' });
      const mail = { confirm, reminder, welcome: (await app.settle())[0] }[kind];
      const before = app.log.events.length;
      const first = await app.request(linkIn(mail!, act), { method: 'POST' });
      const { written } = app;
      const second = await app.request(linkIn(mail!, act), { method: 'POST' });
      expect([first.status, second.status, first.redirected]).toEqual([200, 200, false]);
      expect(app.written).toBe(written);
      expect(app.log.events.slice(before).filter((one) => one.event === event)).toHaveLength(1);
    },
  );

  it('of the welcome stops all consents and leaves the service', async () => {
    const app = new RegisteredApp();
    const sent = await sendAllKinds(app);
    await app.request(linkIn(sent.welcome, 'withdraw'), { method: 'POST' });
    const { permissions } = (await (
      await app.post(linkIn(sent.self, 'self'), [['act', 'export']])
    ).json()) as { permissions: readonly { purpose: string; state: string }[] };
    const stands = permissions.filter(({ state }) => state === 'given').map(({ purpose }) => purpose);
    expect(new Set(stands)).toEqual(new Set(['service']));
  });

  it('of the confirmation “never again” sends no confirmation there until it is lifted', async () => {
    const app = new RegisteredApp();
    const fields = { name: 'Ada', email: 'ada@example.org' };
    await app.register('workshop', fields);
    const [mail] = await app.settle();
    const never = linkIn(mail!, 'never');
    await app.request(never, { method: 'POST' });
    await app.register('workshop', { ...fields, email: 'ADA@Example.ORG' });
    expect(await app.settle()).toEqual([]);
    for (let at = 0; at < 2; at++) expect((await app.post(never, [['act', 'lift']])).status).toBe(200);
    await app.register('workshop', fields);
    expect(await app.settle()).toHaveLength(1);
  });
});
