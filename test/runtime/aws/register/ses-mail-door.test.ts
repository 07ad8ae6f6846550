import { describe, expect, it } from 'vitest';
import type { Mail } from '#core/register/mail/mail';
import { AwsFault } from '#runtime/aws/client/aws-fault';
import { SesMailDoor } from '#runtime/aws/register/ses-mail-door';
import { formatMail } from '#runtime/node/register/format-mail';
import { answerOf, FakeSigned, type Fault } from '../../../support/aws/fake-signed.ts';

const MAIL: Mail = {
  kind: 'confirm',
  id: 'mail-1_x',
  messageId: '<mail-1_x@example.com>',
  from: 'Example GmbH <register@example.com>',
  to: 'jürgen@exämple.de',
  subject: 'Bitte bestätigen',
  text: 'https://register.example.com/register/confirm/x',
  html: '<p>x</p>',
  language: 'de',
};
const AT = Date.parse('2026-11-30T10:00:00Z');

const open = (fault: Fault = () => undefined) => {
  const aws = new FakeSigned();
  aws.fault = fault;
  return { aws, door: new SesMailDoor({ ...aws.parts, configurationSet: 'set' }) };
};
const refusal =
  (status: number, type: string): Fault =>
  () =>
    answerOf(status, '{"message":"jürgen@exämple.de"}', { 'x-amzn-errortype': type });

describe('handing a mail over to SES', () => {
  it('sends the bytes that a mail server would get, to the one recipient, with its id as a tag', async () => {
    const { aws, door } = open();
    expect(await door.send(MAIL, AT)).toBe('sent');
    const { bytes, envelope } = await formatMail(MAIL, AT);
    expect(aws.mails).toEqual([
      {
        from: 'register@example.com',
        to: [envelope.to],
        bytes: Buffer.from(bytes).toString('latin1'),
        configurationSet: 'set',
        tags: [{ Name: 'mail', Value: 'mail-1_x' }],
      },
    ]);
  });

  it('tries a throttled mail again, and it stays due where SES keeps throttling', async () => {
    let failures = 2;
    const brief = open((request) =>
      failures-- > 0 ? refusal(429, 'TooManyRequestsException')(request) : undefined,
    );
    expect(await brief.door.send(MAIL, AT)).toBe('sent');
    expect(brief.aws.slept.length).toBe(2);
    const long = open(refusal(400, 'ThrottlingException'));
    expect(await long.door.send(MAIL, AT)).toBe('refused');
    expect(long.aws.requests.length).toBe(4);
  });

  it('leaves due what SES refuses, and what never reached it', async () => {
    expect(await open(refusal(400, 'MessageRejected')).door.send(MAIL, AT)).toBe('refused');
    expect(await open(refusal(503, 'ServiceUnavailableException')).door.send(MAIL, AT)).toBe('refused');
    const unreachable: Fault = () => Promise.reject(new AwsFault('unreachable', true));
    expect(await open(unreachable).door.send(MAIL, AT)).toBe('refused');
  });

  it('does not know what became of a mail without an answer, or with one of a part in between', async () => {
    for (const code of ['timeout', 'network']) {
      const { aws, door } = open(() => Promise.reject(new AwsFault(code, true)));
      expect(await door.send(MAIL, AT)).toBe('unknown');
      expect(aws.requests.length).toBe(1);
    }
    expect(await open(refusal(502, 'BadGateway')).door.send(MAIL, AT)).toBe('unknown');
  });

  it('refuses everything once it is closed', async () => {
    const { aws, door } = open();
    await door.close();
    expect(await door.send(MAIL, AT)).toBe('refused');
    expect(aws.mails).toEqual([]);
  });
});
