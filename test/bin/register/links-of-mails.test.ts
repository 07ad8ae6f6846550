/** The links of mails that a running register wrote, against the bytes of its log. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRegister, type RunningRegister } from '../../support/running-register.ts';
import { until } from '../../support/until.ts';
import { addressesOf, linkOf, nextMail } from './outbox-of.ts';

const ONE_CLICK = 'List-Unsubscribe=One-Click';
const MULTIPART = `--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n`;

describe('a running register', () => {
  let data: string;
  let register: RunningRegister;
  let seen: Set<string>;
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'headcount-links-'));
    seen = new Set();
    register = await startRegister(data);
  });
  afterEach(async () => {
    await register.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const log = () => readFileSync(join(data, 'register.jsonl'), 'utf8');
  /** The events of a kind on whole lines: the mailer may be writing. */
  const events = (name: string, text = log()) =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
      .filter(({ event }) => event === name);
  const mail = (kind: string) => nextMail(data, kind, seen);
  /** The mailer records a mail as sent after it is in the outbox. */
  const settled = async (count: number) => until(() => events('sent').length === count);

  async function registerAs(name: string) {
    const form = (await (await fetch(`${register.url}/v1/forms/workshop`)).json()) as {
      readonly token: string;
      readonly notice: { readonly sha256: string };
    };
    await fetch(`${register.url}/v1/registrations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        form: 'workshop',
        language: 'en',
        notice: form.notice.sha256,
        token: form.token,
        fields: { name, email: `${name}@example.org` },
        purposes: ['information'],
      }),
    });
  }

  it('is changed by no GET, HEAD or OPTIONS of any link, and by the first POST alone', async () => {
    await registerAs('canary');
    const confirm = await mail('confirm');
    await until(() => events('asked').length === 1);
    const look = async (addresses: readonly string[]) => {
      const before = log();
      for (const address of addresses)
        for (const method of ['GET', 'HEAD', 'OPTIONS'])
          expect((await fetch(address, { method, redirect: 'manual' })).status).toBeLessThan(500);
      expect(log()).toBe(before);
    };
    const post = async (address: string, event: string) => {
      for (let at = 0; at < 2; at++) expect((await fetch(address, { method: 'POST' })).status).toBe(200);
      expect(events(event)).toHaveLength(1);
    };
    expect(addressesOf(confirm)).toHaveLength(2);
    await look(addressesOf(confirm));
    await post(linkOf(confirm, 'confirm'), 'confirmed');
    const welcome = await mail('welcome');
    await settled(1);
    await look([...addressesOf(confirm), ...addressesOf(welcome)]);
    await post(linkOf(welcome, 'withdraw'), 'withdrawn');
    const acknowledgement = await mail('acknowledgement');
    await settled(2);
    await look([confirm, welcome, acknowledgement].flatMap(addressesOf));
  });

  it.each([
    ['application/x-www-form-urlencoded', ONE_CLICK],
    ['multipart/form-data; boundary=b', MULTIPART],
  ])('stops by one-click in %s before it answers', async (type, body) => {
    await registerAs('canary');
    await fetch(linkOf(await mail('confirm'), 'confirm'), { method: 'POST' });
    const welcome = await mail('welcome');
    const header = (key: string) => welcome.headers.find((one) => one.key === key)?.value;
    expect(header('list-unsubscribe-post')).toBe(ONE_CLICK);
    const address = /^<(.*)>$/.exec(header('list-unsubscribe') ?? '')?.[1] ?? '';
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
      redirect: 'manual',
    });
    const written = log();
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(events('withdrawn', written)).toMatchObject([{ scope: 'all', channel: 'one-click' }]);
  });

  it('keeps nothing of a person in any file once the own page has erased it', async () => {
    await registerAs('canary');
    await fetch(linkOf(await mail('confirm'), 'confirm'), { method: 'POST' });
    await mail('welcome');
    const form = (body: string) => ({
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    });
    await fetch(`${register.url}/register/self`, form('address=canary%40example.org'));
    const self = linkOf(await mail('self'), 'self');
    await settled(2);
    const held = () =>
      readdirSync(data, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile() && readFileSync(join(one.parentPath, one.name)).includes('canary'))
        .map(({ name }) => name);
    expect(held().length).toBeGreaterThan(2);
    expect((await fetch(self, form('act=erase'))).status).toBe(200);
    expect(held()).toEqual([]);
    expect(events('confirmed')).toHaveLength(1);
  });
});
