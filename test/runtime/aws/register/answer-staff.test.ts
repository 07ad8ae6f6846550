import { afterEach, describe, expect, it } from 'vitest';
import { AwsFault } from '#runtime/aws/client/aws-fault';
import { answerOf, s3Error } from '../../../support/aws/fake-signed.ts';
import { AwsRegister, post } from './aws-register.ts';

const opened: AwsRegister[] = [];
const open = (config?: object) => {
  const register = new AwsRegister(config);
  opened.push(register);
  return register;
};
afterEach(() => opened.splice(0).forEach((register) => register.dispose()));

const READ = { purpose: 'service', reason: 'list of participants' };
const reader = 'staff:bob';
const ANNA = { name: 'Anna', email: 'anna@example.com' };

async function confirmed(register: AwsRegister, more: object = {}): Promise<string> {
  const submission = await register.register(ANNA, more);
  await register.mail({});
  await register.pages(post(register.link('confirm'), ''));
  await register.mail({});
  return submission;
}

describe("the staff's function", () => {
  it('runs a command for whoever invoked it, on record under their name', async () => {
    const register = open();
    await confirmed(register);
    const answer = await register.staff({ command: 'list', input: READ, reader });
    expect(answer).toMatchObject({ result: { count: 1 } });
    expect(register.log.events.at(-1)).toMatchObject({ event: 'read', reader, reason: READ.reason });
  });

  it('explains what is wrong with a command, and names any other error by its name alone', async () => {
    const register = open();
    const who = 'nobody@example.com';
    expect(await register.staff({ command: 'erase', input: { who }, reader })).toEqual({
      message: expect.not.stringContaining(who) as string,
      exit: 1,
    });
    expect(await register.staff({ command: 'burn', input: {}, reader })).toMatchObject({ exit: 2 });
    register.log.read = () => Promise.reject(new AwsFault('SlowDown', true));
    const broken = await register.staff({ command: 'erase', input: { who }, reader });
    expect(broken).toMatchObject({
      exit: 1,
      message: expect.stringContaining('(AwsFault SlowDown)') as string,
    });
    register.log.read = () => Promise.reject(new Error(who));
    expect(JSON.stringify(await register.staff({ command: 'cases', input: {}, reader }))).not.toContain(who);
  });

  it('takes no event without a command or with a reader that is an address', async () => {
    const register = open();
    for (const event of [null, {}, { command: 'cases', input: {}, reader: 'staff:bob@example.com' }])
      expect(await register.staff(event)).toMatchObject({ exit: 2 });
    expect(register.log.events).toEqual([]);
  });

  it('takes a large input from the bucket, where it stays no longer, and leaves a large result there', async () => {
    const register = open();
    for (let at = 0; at < 3; at++) await confirmed(register);
    register.aws.put('register', 'staff/one', JSON.stringify(READ));
    const answer = await register.staff({ command: 'list', inputKey: 'staff/one', reader });
    expect(answer).toMatchObject({ result: { count: 1 } });
    expect(register.aws.keys('register', 'staff/')).toEqual([]);
    const evidence = Buffer.alloc(3_500_000, 'a').toString('base64');
    register.aws.put(
      'register',
      'staff/two',
      JSON.stringify({ who: 'anna@example.com', only: [], channel: 'letter', evidence }),
    );
    expect(await register.staff({ command: 'withdraw', inputKey: 'staff/two', reader })).toHaveProperty(
      'result',
    );
    expect(register.aws.keys('register', 'evidence/').length).toBe(1);
  });

  it('reads no object of the bucket but inputs', async () => {
    const register = open();
    register.aws.put('register', 'evidence/secret', JSON.stringify(READ));
    const answer = await register.staff({ command: 'list', inputKey: 'evidence/secret', reader });
    expect(answer).toMatchObject({ exit: 2 });
    expect(register.aws.keys('register', 'evidence/')).toEqual(['evidence/secret']);
  });

  it('sends nothing itself: an answer leaves by the mail function, with its file, which is gone then', async () => {
    const register = open();
    const submission = await confirmed(register);
    const sent = register.aws.mails.length;
    const result = await register.command('answer', {
      who: submission,
      text: 'Bring your sample.',
      attachments: [{ filename: 'map.pdf', content: Buffer.from('%PDF').toString('base64') }],
    });
    expect(result).toEqual({ sent: 1, due: 0 });
    expect(register.aws.invoked).toMatchObject([{ name: 'mail', payload: { command: 'send-now' } }]);
    expect(register.aws.mails.length).toBe(sent + 1);
    expect(register.aws.mails.at(-1)?.bytes).toContain('map.pdf');
    expect(register.aws.keys('register', 'outgoing/')).toEqual([]);
  });

  it('has done its part where mails cannot leave at once: they are due, and leave by the minute', async () => {
    const register = open();
    const submission = await confirmed(register);
    const sent = register.aws.mails.length;
    const { invoke } = register.aws;
    register.aws.invoke = () => answerOf(429, '{}');
    const input = { who: submission, text: 'Bring your sample.', attachments: [] };
    expect(await register.command('answer', input)).toEqual({ sent: 0, due: 1 });
    register.aws.invoke = invoke;
    await register.mail({});
    expect(register.aws.mails.length).toBe(sent + 1);
  });

  it('has the mail function select and send information, and waits while that is busy', async () => {
    const register = open();
    await confirmed(register, { purposes: ['information'], topics: [] });
    const { invoke } = register.aws;
    let busy = 2;
    register.aws.invoke = (payload) => (busy-- > 0 ? answerOf(429, '{}') : invoke(payload));
    const request = { purpose: 'information', reason: 'new course' };
    const selection = await register.command<{ mailing: string; due: readonly string[] }>('inform-select', {
      ...request,
      isDryRun: false,
    });
    expect(register.aws.slept.length).toBe(2);
    const { mailing, due: refs } = selection;
    expect(refs.length).toBe(1);
    const batch = await register.command('inform-send', { ...request, mailing, refs });
    expect(batch).toMatchObject({ sent: 1, left: 0 });
    expect(register.aws.mails.at(-1)?.bytes).toContain('List-Unsubscribe-Post');
  });

  it('says that the mail function failed, without a reason that could quote', async () => {
    const register = open();
    register.aws.invoke = () =>
      answerOf(200, '{"errorMessage":"anna@example.com"}', { 'x-amz-function-error': 'Unhandled' });
    const answer = await register.staff({ command: 'inform-send', input: {}, reader });
    expect(answer).toMatchObject({ message: expect.stringContaining('function.failed') as string });
    expect(JSON.stringify(answer)).not.toContain('anna');
  });

  it('keeps evidence under names of their own, and draws the survey of a year once', async () => {
    const register = open({ survey: { k: 2 } });
    await confirmed(register, { purposes: ['market-research'] });
    const input = { isReleased: true, reason: 'annual survey', year: '2026' };
    register.now = Date.parse('2027-02-01T10:00:00Z');
    const first = await register.command('survey', input);
    expect(register.aws.keys('register', 'survey/')).toEqual(['survey/2026.json']);
    expect(await register.command('survey', input)).toEqual(first);
    const letter = { who: 'anna@example.com', only: ['market-research'], channel: 'letter' };
    for (const evidence of ['one', 'two'])
      await register.command('withdraw', { ...letter, evidence: Buffer.from(evidence).toString('base64') });
    const kept = register.aws.keys('register', 'evidence/');
    expect(new Set(kept.map((key) => register.aws.text('register', key))).size).toBe(kept.length);
  });

  it('erases evidence and attachments of a person and of nobody else, and keeps the line of it', async () => {
    const register = open();
    const submission = await confirmed(register);
    register.aws.put('register', `evidence/${submission}`, 'a letter');
    register.aws.put('register', 'evidence/case.eml', 'From: Anna@example.com\r\n\r\nhello');
    register.aws.put('register', 'evidence/other.eml', 'From: bert@example.com\r\n\r\nhello');
    await register.command('erase', { who: 'anna@example.com' });
    expect(register.aws.keys('register', 'evidence/')).toEqual(['evidence/other.eml']);
    const lines = register.aws
      .keys('register', 'given-up/2026-11-30/')
      .map((key) => register.aws.text('register', key))
      .join('');
    expect(lines).toContain('"event":"erased"');
    expect(lines).not.toContain('anna@example.com');
  });

  it('does not call an erasure done where S3 fails, and does it by the same command later', async () => {
    const register = open();
    const submission = await confirmed(register);
    register.aws.put('register', `evidence/${submission}`, 'a letter');
    register.aws.fault = ({ method }) => (method === 'DELETE' ? s3Error(503, 'SlowDown') : undefined);
    const answer = await register.staff({ command: 'erase', input: { who: submission }, reader });
    expect(answer).toMatchObject({ exit: 1 });
    register.aws.fault = () => undefined;
    await register.sweep();
    expect(register.aws.keys('register', 'evidence/')).toEqual([]);
  });
});
