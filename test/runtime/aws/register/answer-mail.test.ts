import { afterEach, describe, expect, it } from 'vitest';
import { answerOf } from '../../../support/aws/fake-signed.ts';
import { AwsRegister, post } from './aws-register.ts';
import { bounce, byEventBridge, bySns, complaint, delivery } from './ses-notices.ts';

const opened: AwsRegister[] = [];
const open = (config?: object) => {
  const register = new AwsRegister(config);
  opened.push(register);
  return register;
};
afterEach(() => opened.splice(0).forEach((register) => register.dispose()));

const MINUTE = { source: 'aws.scheduler' };
const ANNA = { name: 'Anna', email: 'anna@example.com' };
const metrics = ({ logged }: AwsRegister): Readonly<Record<string, number>> =>
  Object.assign({}, ...logged.map((line) => JSON.parse(line) as object)) as Record<string, number>;
const kinds = ({ log }: AwsRegister) => log.events.map(({ event }) => event);

/** Registers and confirms; returns the submission. */
async function confirmed(
  register: AwsRegister,
  purposes: readonly string[] = ['information'],
): Promise<string> {
  const submission = await register.register(ANNA, { purposes });
  await register.mail(MINUTE);
  await register.pages(post(register.link('confirm'), ''));
  await register.mail(MINUTE);
  return submission;
}

describe("the mail function's minute", () => {
  it('sends what became due, each mail once, and counts it', async () => {
    const register = open();
    await confirmed(register);
    expect(register.aws.mails.map(({ to }) => to)).toEqual([['anna@example.com'], ['anna@example.com']]);
    await register.mail(MINUTE);
    expect(register.aws.mails.length).toBe(2);
    expect(metrics(register)).toMatchObject({ MailsSent: 0, MailsRefused: 0 });
  });

  it('leaves due what SES refuses, tries again after growing pauses, and at once where staff asks', async () => {
    const register = open();
    await register.register(ANNA);
    register.aws.fault = ({ service }) =>
      service === 'ses' ? answerOf(400, '{}', { 'x-amzn-errortype': 'MessageRejected' }) : undefined;
    const tries = () => register.aws.requests.filter(({ service }) => service === 'ses').length;
    const after = async (minutes: number) => {
      register.now += minutes * 60_000;
      await register.mail(MINUTE);
      return tries();
    };
    expect(await after(0)).toBe(1);
    expect(metrics(register)['MailsRefused']).toBe(1);
    expect(await after(1)).toBe(2);
    expect(await after(1)).toBe(2);
    expect(await after(4)).toBe(3);
    register.aws.fault = () => undefined;
    expect(await register.mail({ command: 'send-now' })).toEqual({ result: null });
    expect(register.aws.mails.length).toBe(1);
  });

  it('fails by a name alone where the log cannot be read, so that an alarm notices', async () => {
    const register = open();
    register.log.read = () => Promise.reject(new Error('anna@example.com'));
    await expect(register.mail(MINUTE)).rejects.toThrow(/^register_mail_failed$/);
  });

  it('files received mails, each once, and keeps one that could not be filed for the next minute', async () => {
    const register = open();
    await confirmed(register);
    const reply = (id: string) =>
      `From: anna@example.com\r\nTo: register@instruments.example\r\nMessage-ID: <${id}@example.com>\r\n` +
      'Subject: Re: Confirmed\r\n\r\nunsubscribe\r\n';
    register.aws.put('register', 'inbound/0qv1', reply('one'));
    register.aws.put('register', 'inbound/AMAZON_SES_SETUP_NOTIFICATION', 'not a mail');
    register.aws.fault = ({ method, path }) =>
      method === 'PUT' && path.startsWith('/evidence/')
        ? answerOf(403, '<Code>AccessDenied</Code>')
        : undefined;
    await register.mail(MINUTE);
    expect(register.aws.keys('register', 'inbound/')).toEqual([
      'inbound/0qv1',
      'inbound/AMAZON_SES_SETUP_NOTIFICATION',
    ]);
    expect(kinds(register)).not.toContain('withdrawn');
    expect(register.logged.join('')).toContain('"MailsUnfiled":1');
    register.aws.fault = () => undefined;
    await register.mail(MINUTE);
    expect(register.aws.keys('register', 'inbound/')).toEqual(['inbound/AMAZON_SES_SETUP_NOTIFICATION']);
    expect(kinds(register)).toContain('withdrawn');
    expect(register.aws.keys('register', 'evidence/').length).toBe(1);
  });
});

describe('a notice of SES', () => {
  it('that a mail came back for good counts for the address that the mail went to, once', async () => {
    const register = open();
    const submission = await confirmed(register);
    const notice = bySns(bounce(submission));
    await register.mail(notice);
    await register.mail(notice);
    const bounced = register.log.events.filter(({ event }) => event === 'bounced');
    expect(bounced).toMatchObject([{ status: '5.1.1', submission }]);
  });

  it('of EventBridge is the same', async () => {
    const register = open();
    await confirmed(register);
    await register.mail(byEventBridge(bounce(undefined, 'Anna@example.com', 'Transient', '5.2.2')));
    const bounced = register.log.events.filter(({ event }) => event === 'bounced');
    expect(bounced).toMatchObject([{ status: '4.2.2' }]);
  });

  it('of a complaint withdraws at once and is counted', async () => {
    const register = open();
    const submission = await confirmed(register);
    await register.mail(bySns(complaint(submission)));
    expect(kinds(register)).toEqual(expect.arrayContaining(['withdrawn', 'complained']));
    expect(metrics(register)['Complaints']).toBe(1);
  });

  it('of a delivery, of no complaint, or the sentence that tries a topic, changes nothing', async () => {
    const register = open();
    const submission = await confirmed(register);
    const before = register.log.events.length;
    await register.mail(
      bySns(delivery(submission), 'Successfully validated SNS topic for Amazon SES event publishing.'),
    );
    expect(register.log.events.length).toBe(before);
    await register.mail(bySns(complaint(submission, 'anna@example.com', 'not-spam')));
    expect(kinds(register)).not.toContain('withdrawn');
  });

  it('about nobody known becomes a case, whose evidence an erasure of the address finds', async () => {
    const register = open();
    await register.mail(bySns(bounce('other', 'bert@example.com')));
    const [evidence] = register.aws.keys('register', 'evidence/');
    expect(register.aws.text('register', String(evidence))).toContain(
      'Final-Recipient: rfc822; bert@example.com',
    );
    expect(register.log.state.openCases.size).toBe(1);
  });

  it('that cannot be filed fails by a name alone, so that it comes again', async () => {
    const register = open();
    register.log.append = () => Promise.reject(new Error('anna@example.com'));
    await expect(register.mail(bySns(bounce('other')))).rejects.toThrow(/^register_mail_failed$/);
  });

  it('cannot smuggle a line into the report', async () => {
    const register = open();
    await confirmed(register);
    const hostile = bounce(undefined, 'x@example.com\r\n\r\nFinal-Recipient: rfc822; anna@example.com');
    await register.mail(bySns(hostile));
    expect(kinds(register)).not.toContain('bounced');
    const [evidence] = register.aws.keys('register', 'evidence/');
    expect(register.aws.text('register', String(evidence))).toMatch(
      /^Final-Recipient: rfc822; x@example.com\r$/m,
    );
  });
});

describe('commands for the mail function', () => {
  it('are those that send, of staff alone', async () => {
    const register = open();
    for (const event of [
      { command: 'list', input: { purpose: 'service', reason: 'x' }, reader: 'staff:test' },
      { command: 'inform-send', input: {}, reader: 'anna@example.com' },
    ])
      expect(await register.mail(event)).toMatchObject({ exit: 2 });
    expect(register.log.events).toEqual([]);
  });
});
