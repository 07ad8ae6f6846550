/** With an address for received mails: answers to what a running register sent, through its door for staff. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bounceOf, messageOf, type Written } from '../../support/inbound-mails.ts';
import { press, register, RegisterPlace, type Sent } from '../../support/register-place.ts';
import type { Running } from '../../support/program.ts';

let place: RegisterPlace;
let server: Running;
beforeEach(async () => {
  place = new RegisterPlace();
  place.configure({
    mail: { from: 'Demo <register@instruments.example>', inbound: 'register@instruments.example' },
  });
  server = await place.start();
});
afterEach(async () => {
  await server.stop();
  place.dispose();
});

/** Hands a mail over by standard input, as a mail server does; returns what it was filed as. */
async function pipe(mail: Written | Buffer): Promise<string | undefined> {
  const bytes = Buffer.isBuffer(mail) ? mail : messageOf(mail);
  const ran = await place.place.runProcess(['register', 'mail', '-', '--json'], bytes);
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return (JSON.parse(ran.stdout) as { mails: readonly { as: string }[] }).mails[0]?.as;
}

const person = { fields: { name: 'Anna', email: 'anna@canary.example' }, purposes: ['information'] };
const header = (mail: Sent, name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
const mailto = (mail: Sent) =>
  /<mailto:([^?>]+)\?subject=unsubscribe>/.exec(header(mail, 'list-unsubscribe'))?.[1] ?? '';
const count = async () =>
  (await place.json<{ count: number }>('list', '--purpose', 'information', '--reason', 'a reason')).count;
const withdrawn = () => place.events().filter(({ event }) => event === 'withdrawn');

async function welcomed(): Promise<Sent> {
  const submission = await register(server.url, person);
  await press(await place.mail(`-confirm-${submission}`), 'confirm');
  return place.mail(`-welcome-${submission}`);
}

describe('a mail of the register', () => {
  it('asks for answers at an address with a token, and for withdrawals by mail at another one', async () => {
    const welcome = await welcomed();
    expect(header(welcome, 'reply-to')).toMatch(/^register\+r[a-z2-7]{43}@instruments\.example$/);
    expect(mailto(welcome)).toMatch(/^register\+w[a-z2-7]{43}@instruments\.example$/);
    expect(header(welcome, 'list-unsubscribe')).toMatch(/^<http[^>]+>, <mailto:[^>]+>$/);
  });

  it('is withdrawn from by a mail to the latter from any sender, in any case of its letters', async () => {
    const welcome = await welcomed();
    const from = 'someone.else@canary.example';
    expect(await pipe({ from, to: mailto(welcome).toUpperCase(), subject: 'unsubscribe' })).toBe(
      'withdrawal',
    );
    expect(withdrawn()).toHaveLength(1);
    expect(await count()).toBe(0);
  });

  it('is answered at the former without a withdrawal, unless a word of the list says so', async () => {
    const welcome = await welcomed();
    const from = 'someone.else@canary.example';
    const to = header(welcome, 'reply-to');
    expect(await pipe({ from, to, body: 'When does it begin?' })).toBe('open');
    expect(await count()).toBe(1);
    const { cases } = await place.json<{ cases: readonly { what: string }[] }>('cases');
    expect(cases[0]?.what).toMatch(/^mail to be read, from person [\w-]{22}$/);
    expect(await pipe({ from, to, body: 'Then stop.' })).toBe('withdrawal');
    expect(await count()).toBe(0);
  });

  it('is found by its Message-ID, and by no token that we did not make', async () => {
    const welcome = await welcomed();
    const forged = `register+w${'a'.repeat(43)}@instruments.example`;
    const from = 'someone.else@canary.example';
    expect(await pipe({ from, to: forged, subject: 'unsubscribe' })).toBe('withdrawal');
    expect(await count(), 'a forged token').toBe(1);
    expect(await pipe({ from, headers: { 'In-Reply-To': welcome.messageId ?? '' }, body: 'stop' })).toBe(
      'withdrawal',
    );
    expect(await count()).toBe(0);
  });

  it('that asks for a confirmation stops what waits for it', async () => {
    const submission = await register(server.url, person);
    const confirm = await place.mail(`-confirm-${submission}`);
    expect(await pipe({ from: 'x@canary.example', to: header(confirm, 'reply-to'), body: 'stop' })).toBe(
      'withdrawal',
    );
    await press(confirm, 'confirm');
    expect(await count()).toBe(0);
  });

  it('goes again to an address that came back, once it is confirmed', async () => {
    const welcome = await welcomed();
    const ids = ['', '-reminder', '-welcome'].map((end) =>
      (welcome.messageId ?? '').replace('-welcome', end),
    );
    for (const id of ids) expect(await pipe(bounceOf(id, 'anna@canary.example'))).toBe('bounce');
    const again = await register(server.url, person);
    await press(await place.mail(`-confirm-${again}`), 'confirm');
    expect((await place.mail(`-welcome-${again}`)).textPart).toContain('Thank you');
  });
});

describe('a hostile mail', () => {
  const nested = (depth: number) =>
    Array.from(
      { length: depth },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    ).join('');

  it.each([
    ['bytes of no charset', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7) % 256))],
    ['zeros', Buffer.alloc(100_000)],
    ['parts within parts', Buffer.from(`From: a@canary.example\r\n${nested(300)}stop`)],
    ['a header of a megabyte', Buffer.from(`X: ${'a'.repeat(2_000_000)}\r\n\r\nhello`)],
    [
      'brackets without an end',
      Buffer.from(`From: a@canary.example\r\nContent-Type: text/html\r\n\r\n${'<'.repeat(500_000)}`),
    ],
    [
      'a megabyte of what begins like an attribution',
      Buffer.from(`From: a@canary.example\r\n\r\n${'On a b, c wrote:\n'.repeat(60_000)}`),
    ],
    ['nothing but line ends', Buffer.from('\r\n'.repeat(20_000))],
    [
      'a sender that would begin a header',
      Buffer.from('From: "a\r\n Bcc: b@canary.example" <a@canary.example>\r\n\r\nhello'),
    ],
  ])('becomes a case and changes nothing: %s', async (_what, bytes) => {
    await welcomed();
    expect(await pipe(bytes)).toBe('open');
    expect(await count()).toBe(1);
    expect((await place.json<{ cases: readonly unknown[] }>('cases')).cases).toHaveLength(1);
    expect(server.output()).not.toContain('canary');
    expect(JSON.stringify(place.events().filter(({ event }) => event !== 'values'))).not.toContain('canary');
  });
});
