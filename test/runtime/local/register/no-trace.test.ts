/** What a browser says of itself leaves no trace in the register, and no answer sets a cookie. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRegister } from '#runtime/node/register/read-register';
import { serveRegister } from '#runtime/local/register/serve-register';
import { until } from '../../../support/until.ts';

/** An address of the loopback that nothing else has, and words that nothing else says. */
const CLIENT = '127.0.0.77';
const SAID = {
  'user-agent': 'canary-agent/1.0',
  'x-forwarded-for': '203.0.113.77',
  'x-real-ip': '203.0.113.78',
  forwarded: 'for=203.0.113.79',
  cookie: 'canary-cookie=1',
  referer: 'https://canary-referrer.example/page',
  'sec-ch-ua': '"canary-brand";v="1"',
};
const TRACE = /127\.0\.0\.77|canary-(agent|cookie|referrer|brand)|203\.0\.113\.7/;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

describe('a registration from the form to its erasure', () => {
  let folder: string;
  let data: string;
  let url: string;
  let stop: () => void;
  let served: Promise<void>;
  const notes: string[] = [];
  const answers: Answer[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-no-trace-'));
    data = join(folder, 'register-data');
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    await new Promise<void>((ready, failed) => {
      served = serveRegister(
        {
          ...readRegister(undefined),
          dataFolder: data,
          port: 0,
          host: '127.0.0.1',
          note: (text) => notes.push(text),
          daily: async () => undefined,
          openStaffDoor: async () => async () => undefined,
        },
        async (listening) => {
          url = listening;
          ready();
          await stopped;
        },
      );
      served.catch(failed);
    });
  });
  afterAll(async () => {
    stop();
    await served;
    rmSync(folder, { recursive: true, force: true });
  });

  /** Requests a page as a browser at CLIENT; a body is posted. */
  const ask = (path: string, body?: string, type = 'application/x-www-form-urlencoded', method?: string) =>
    new Promise<Answer>((resolve, reject) => {
      const asked = request(
        `${url}${path}`,
        {
          method: method ?? (body === undefined ? 'GET' : 'POST'),
          localAddress: CLIENT,
          headers: { ...SAID, ...(body === undefined ? {} : { 'content-type': type }) },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => {
            const answer = { status: response.statusCode ?? 0, headers: response.headers, text };
            answers.push(answer);
            resolve(answer);
          });
        },
      );
      asked.on('error', reject).end(body);
    });
  const mails = () => {
    const outbox = join(data, 'outbox');
    return readdirSync(outbox)
      .filter((name) => name.endsWith('.eml'))
      .toSorted()
      .map((name) => readFileSync(join(outbox, name), 'utf8').replaceAll(/=\r?\n/g, ''));
  };
  /** Waits for a mail with a link of this act, and returns the link's path. */
  const linkOf = async (act: string): Promise<string> => {
    const find = () => mails().map((mail) => new RegExp(`/register/${act}/[\\w.~-]+`).exec(mail)?.[0]);
    await until(() => find().some((link) => link !== undefined));
    return find().find((link) => link !== undefined) ?? '';
  };
  const filesBelow = (place: string): string[] =>
    readdirSync(place, { recursive: true, encoding: 'utf8' })
      .map((name) => join(place, name))
      .filter((file) => statSync(file).isFile());

  it('leaves no address, user agent, cookie or referrer in any file, note or answer, and sets no cookie', async () => {
    await ask('/register/workshop');
    const form = JSON.parse((await ask('/v1/forms/workshop?lang=en')).text) as {
      readonly token: string;
      readonly notice: { readonly sha256: string };
      readonly fields: readonly { readonly name: string; readonly type: string }[];
      readonly purposes: readonly { readonly id: string }[];
    };
    const posted = {
      form: 'workshop',
      language: 'en',
      notice: form.notice.sha256,
      token: form.token,
      fields: Object.fromEntries(
        form.fields.map(({ name, type }) => [name, type === 'email' ? 'ada@example.org' : 'Ada']),
      ),
      topics: [],
      purposes: form.purposes.map(({ id }) => id),
      recipients: [],
    };
    expect((await ask('/v1/registrations', JSON.stringify(posted), 'application/json')).status).toBe(202);
    await ask('/register/workshop', 'website=x&fields=y');
    const confirm = await linkOf('confirm');
    for (const body of [undefined, '', '']) await ask(confirm, body);
    const withdraw = await linkOf('withdraw');
    await ask('/register/self', 'address=ada%40example.org');
    const self = await linkOf('self');
    for (const act of ['show', 'export']) expect((await ask(self, `act=${act}`)).text).toContain('Ada');
    await ask(withdraw, 'List-Unsubscribe=One-Click');
    await ask(await linkOf('never'));
    await ask(self, 'act=erase');
    for (const path of ['/', '/healthz', '/register/none', '/v1/none', '/register/confirm/broken'])
      await ask(path);
    await ask('/v1/registrations', undefined, undefined, 'OPTIONS');
    await ask('/register/workshop', undefined, undefined, 'HEAD');

    expect(answers.length).toBeGreaterThan(15);
    expect(answers.filter(({ headers }) => 'set-cookie' in headers)).toEqual([]);
    expect(answers.filter(({ headers, text }) => TRACE.test(JSON.stringify(headers) + text))).toEqual([]);
    const files = filesBelow(data);
    expect(files.some((file) => readFileSync(file, 'utf8').includes('"confirmed"'))).toBe(true);
    expect(files.filter((file) => TRACE.test(readFileSync(file, 'latin1')))).toEqual([]);
    expect(notes.filter((note) => TRACE.test(note) || /ada/i.test(note))).toEqual([]);
  });
});
