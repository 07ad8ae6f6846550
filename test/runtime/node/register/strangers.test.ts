/** What a stranger can do with somebody's address: cause three mails a day, and nothing else. */
import { describe, expect, it } from 'vitest';
import { describePerson } from '#core/register/describe-person';
import type { Mail } from '#core/register/mail/mail';
import { DAY_MS, HOUR_MS, linkIn, NOW, RegisteredApp } from './registered-app.ts';

const LIMITS = { limits: { mailsPerHour: 1_000_000, perFormPerHour: 1_000_000 } };
const EMAIL = 'ada.lovelace@gmail.com';
/** Spellings that reach the same mailbox. */
const SPELLINGS = [
  EMAIL,
  'adalovelace@gmail.com',
  'a.d.a.lovelace@gmail.com',
  'AdaLovelace+canaryshop@gmail.com',
  'ada.lovelace@googlemail.com',
  'ADA.LOVELACE@GMAIL.COM',
];
/** Words that a stranger would like to be sent: none may leave but in the address itself. */
const CANARIES = ['canaryname', 'canaryorganisation', 'canarywishes'];

const stranger = (at: number) => ({
  name: `canaryname https://evil.example/${at}`,
  email: SPELLINGS[at % SPELLINGS.length] ?? '',
  organisation: 'canaryorganisation <b>buy</b>',
  wishes: 'canarywishes\nBcc: canarywishes@evil.example\n\nbuy https://evil.example',
});
const boxes = { topics: ['telescopes'], purposes: ['information'], recipients: ['example-optics'] };

/** All of a mail but the address that it goes to. */
const wordsOf = ({ to: _, ...mail }: Mail): string => JSON.stringify(mail);

async function known() {
  const app = new RegisteredApp({ config: LIMITS });
  const ref = await app.registerConfirmed(
    'workshop',
    { name: 'Ada', email: EMAIL },
    { purposes: ['information'] },
  );
  app.now = NOW + 2 * DAY_MS;
  const describeNow = async () => {
    const { events: _, ...person } = await describePerson(
      { ref, reader: 'test', reason: 'comparison' },
      app.context,
    );
    return JSON.stringify(person);
  };
  return { app, ref, describeNow };
}

/** Posts as often as is said, spread over a day; returns the mails that left. */
async function flood(app: RegisteredApp, count: number): Promise<readonly Mail[]> {
  const before = app.mails.length;
  for (let at = 0; at < count; at++) {
    await app.register('workshop', stranger(at), boxes);
    if (at % 50 === 49) await app.settle();
    app.now += Math.floor((DAY_MS * 0.5) / count);
  }
  await app.settle();
  return app.mails.slice(before);
}

describe('a thousand submissions of a stranger in a day', () => {
  it('cause three mails, however the address is spelled, and change nothing for the person', async () => {
    const { app, describeNow } = await known();
    const before = await describeNow();
    const mails = await flood(app, 1000);
    expect(mails.map(({ kind }) => kind)).toEqual(['confirm', 'confirm', 'confirm']);
    expect(await describeNow()).toBe(before);
    expect(app.log.state.submissions.size).toBe(1001);
  });

  it('send nothing that was typed, in no part and no header', async () => {
    const { app } = await known();
    const asked = await flood(app, 30);
    app.now += 3 * DAY_MS;
    const mails = [...asked, ...(await app.settle())];
    expect(mails).toHaveLength(6);
    for (const mail of mails) {
      for (const word of [...CANARIES, 'evil.example', 'buy']) expect(wordsOf(mail)).not.toContain(word);
      // The first of a mailbox's spellings may be the shop's own invention.
      expect(mail.text).not.toMatch(/lovelace|canaryshop/i);
      expect(mail.subject).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  it('leave tomorrow’s mails to the person, who can still ask for the own page', async () => {
    const { app } = await known();
    await flood(app, 10);
    app.now += DAY_MS;
    await app.post('/register/self', [['address', EMAIL]]);
    expect((await app.settle()).map(({ kind }) => kind)).toEqual(['self']);
  });

  it('cause three mails also where they are requests for the own page', async () => {
    const { app } = await known();
    for (let at = 0; at < 100; at++) await app.post('/register/self', [['address', EMAIL]]);
    expect((await app.settle()).map(({ kind }) => kind)).toEqual(['self', 'self', 'self']);
  });

  it('let the log grow by a few lines an hour where they are requests for the own page', async () => {
    const { app } = await known();
    const grown = async () => {
      const before = app.log.events.length;
      for (let at = 0; at < 100; at++) await app.post('/register/self', [['address', EMAIL]]);
      await app.settle();
      return app.log.events.length - before;
    };
    expect(await grown()).toBeLessThan(30);
    expect(await grown()).toBe(0);
    app.now += HOUR_MS;
    expect(await grown()).toBeGreaterThan(0);
  });

  it('cause three mails of both kinds together, and the same after a restart', async () => {
    const { app } = await known();
    await flood(app, 2);
    for (let at = 0; at < 5; at++) await app.post('/register/self', [['address', EMAIL]]);
    expect((await app.settle()).map(({ kind }) => kind)).toEqual(['self']);

    const restarted = new RegisteredApp({ config: LIMITS, events: app.log.events, seed: 'later' });
    restarted.now = app.now;
    await restarted.register('workshop', stranger(1), boxes);
    await restarted.post('/register/self', [['address', EMAIL]]);
    expect(await restarted.settle()).toEqual([]);
  });
});

describe('a stranger’s submission', () => {
  it('neither shows nor withdraws anything, whatever its boxes say, until the person confirms it', async () => {
    const { app, describeNow } = await known();
    const before = await describeNow();
    await app.register('workshop', { name: 'canaryname', email: EMAIL });
    const [mail] = await app.settle();
    await app.post('/register/self', [['address', EMAIL]]);
    const [self] = await app.settle();
    const page = await (await app.post(linkIn(self!, 'self'), [['act', 'show']])).text();
    expect(page).not.toContain('canaryname');
    expect(await describeNow()).toBe(before);
    await app.request(linkIn(mail!, 'confirm'), { method: 'POST' });
    expect(await describeNow()).not.toBe(before);
  });
});
