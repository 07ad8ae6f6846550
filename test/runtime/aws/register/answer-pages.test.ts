import { afterEach, describe, expect, it } from 'vitest';
import { registerApp } from '#runtime/node/register/http/register-app';
import { openRegister } from '#runtime/aws/register/open-register';
import { ANSWER_STEP_MS } from '#runtime/aws/register/after-answer';
import { AwsRegister, bodyOf, get, post } from './aws-register.ts';

const opened: AwsRegister[] = [];
const open = () => {
  const register = new AwsRegister();
  opened.push(register);
  return register;
};
afterEach(() => opened.splice(0).forEach((register) => register.dispose()));

describe("the pages' function", () => {
  it('answers status, headers and bytes as the pages do', async () => {
    const register = open();
    const app = registerApp((await openRegister(register.parts)).context);
    for (const [path, query] of [
      ['/register/workshop/thanks', 'lang=de'],
      ['/register/self', 'lang=de'],
      ['/register/none', ''],
      ['/healthz', ''],
    ] as const) {
      const expected = await app(new Request(`http://register.invalid${path}?${query}`));
      const answer = await register.pages(get(path, query));
      expect(answer.statusCode).toBe(expected.status);
      expect(answer.headers).toEqual(Object.fromEntries(expected.headers));
      expect(bodyOf(answer)).toBe(await expected.text());
    }
  });

  it('reads bodies as text and as base64, and header names in any case', async () => {
    const register = open();
    for (const isBase64Encoded of [true, false]) {
      const body = JSON.stringify({ form: 'none' });
      const answer = await register.pages({
        ...post('/v1/registrations', ''),
        headers: { 'CONTENT-TYPE': 'application/json' },
        body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
        isBase64Encoded,
      });
      expect(answer.statusCode).toBe(422);
    }
  });

  it('answers HEAD without a body, and methods that no page has as one machine does', async () => {
    const register = open();
    const head = await register.pages({
      ...get('/register/workshop'),
      requestContext: { http: { method: 'HEAD' } },
    });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    const trace = await register.pages({ ...get('/'), requestContext: { http: { method: 'TRACE' } } });
    expect([trace.statusCode, trace.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
  });

  it('refuses a body over 64 KiB, whatever its length is said to be', async () => {
    const register = open();
    const large = post('/v1/registrations', `{"a":"${'x'.repeat(200_000)}"}`, 'application/json');
    expect((await register.pages(large)).statusCode).toBe(413);
    const lying = { ...large, headers: { ...large.headers, 'content-length': '10' } };
    expect((await register.pages(lying)).statusCode).toBe(413);
  });

  it('takes a header that no browser sends for none, and a path that is decoded for a path', async () => {
    const register = open();
    const odd = { ...get('/register/a?b#c'), headers: { 'accept-language': 'de\u0000\u{1F600}' } };
    expect((await register.pages(odd)).statusCode).toBe(404);
    expect(register.logged).toEqual([]);
  });

  it('answers 503 while a secret is missing, counts it without a cause, and recovers', async () => {
    const register = open();
    const { secrets } = register;
    register.secrets = {};
    const answer = await register.pages(get('/register/workshop'));
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(register.logged).toEqual(['PagesFailed']);
    register.secrets = secrets;
    expect((await register.pages(get('/register/workshop'))).statusCode).toBe(200);
  });

  it('answers 503 where the log cannot be read, and counts it without a cause', async () => {
    const register = open();
    register.log.read = () => Promise.reject(new Error('anna@example.com'));
    const answer = await register.pages(post('/register/self', 'address=anna%40example.com'));
    expect(answer.statusCode).toBe(503);
    expect(register.logged).toEqual(['PagesFailed']);
  });

  it('mails a link to the own page to a known address alone, and takes the same time and words for both', async () => {
    const register = open();
    await register.register({ name: 'Anna', email: 'anna@example.com' });
    await register.mail({});
    await register.pages(post(register.link('confirm'), ''));
    const asked = async (address: string, tookMs: number) => {
      register.aws.slept.length = 0;
      const start = register.elapsed;
      const { append, read } = register.log;
      register.log.read = () => {
        register.elapsed += tookMs;
        return read.call(register.log);
      };
      register.log.append = (...given) => {
        register.elapsed += 40;
        return append.apply(register.log, given);
      };
      const answer = await register.pages(post('/register/self', `address=${encodeURIComponent(address)}`));
      Object.assign(register.log, { append, read });
      const slept = register.aws.slept.reduce((sum, ms) => sum + ms, 0);
      return { body: bodyOf(answer), took: register.elapsed - start + slept };
    };
    const known = await asked('Anna@Example.com', 30);
    const unknown = await asked('nobody@example.com', 30);
    expect(register.log.state.dueMails.size).toBe(1);
    expect(known).toEqual(unknown);
    expect(known.took).toBe(ANSWER_STEP_MS);
  });
});
