/** The bytes of a mail, read by another library's parser. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Mail } from '#core/register/mail/mail';
import { formatMail } from '#runtime/node/register/format-mail';
import { linkTo } from '../../../core/register/mail/addressing.ts';
import { sampleMail } from './sample-mail.ts';
import { verifyDkim } from './verify-dkim.ts';

const AT = Date.UTC(2030, 4, 6, 7, 8, 9, 10);
const bytesOf = async (mail: Mail, at = AT) => Buffer.from((await formatMail(mail, at)).bytes);
const headerNames = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('latin1')
    .split('\r\n\r\n')[0]
    ?.split(/\r\n(?![ \t])/)
    .map((field) => field.slice(0, field.indexOf(':')).toLowerCase());

describe('the bytes of a mail', () => {
  it.each(['en', 'de'])('say in another parser what the mail says, in "%s"', async (language) => {
    const mail = sampleMail({}, language);
    const read = await PostalMime.parse(await bytesOf(mail));
    expect(read).toMatchObject({
      from: { name: 'Demo Instruments', address: 'no-reply@register.invalid' },
      replyTo: [{ address: 'workshops@instruments.example' }],
      to: [{ address: 'ada@example.org' }],
      subject: mail.subject,
      messageId: '<m1@register.example.org>',
      date: '2030-05-06T07:08:09.000Z',
    });
    expect([read.text?.trimEnd(), read.html?.trimEnd()]).toEqual([mail.text.trimEnd(), mail.html.trimEnd()]);
    const header = (key: string) => read.headers.find((one) => one.key === key)?.value;
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('list-unsubscribe')).toBe(`<${linkTo('withdraw')}>`);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('content-language')).toBe(language);
    const text = (content: unknown) => Buffer.from(content as ArrayBuffer).toString('utf8');
    expect(read.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      [null, 'text/calendar'],
      ['programme.pdf', 'application/pdf'],
      ['invite.ics', 'application/ics'],
    ]);
    // This parser gives text attachments with LF.
    expect(text(read.attachments[2]?.content).trimEnd()).toBe(
      mail.calendar?.content.replaceAll('\r\n', '\n').trimEnd(),
    );
    const base64 = Buffer.from(mail.calendar?.content ?? '').toString('base64');
    expect((await bytesOf(mail)).toString('latin1').replaceAll('\r\n', '')).toContain(base64);
    expect(Buffer.from(read.attachments[1]?.content as ArrayBuffer)).toEqual(
      Buffer.from([0, 1, 2, 253, 254, 255]),
    );
  });

  it('are the same for the same mail and instant, and have another Date at another', async () => {
    const mail = sampleMail();
    expect((await bytesOf(mail)).equals(await bytesOf(mail))).toBe(true);
    const later = (await bytesOf(mail, AT + 1000)).toString('latin1');
    expect(later.replace('07:08:10', '07:08:09')).toBe((await bytesOf(mail)).toString('latin1'));
  });

  it('are 7 bits in lines that end by CRLF and hold 998 octets at most', async () => {
    const text = (await bytesOf(sampleMail({ text: `${'ü'.repeat(2000)}\nlone\rend` }, 'de'))).toString(
      'latin1',
    );
    expect(text).toMatch(/^(?:[\t\x20-\x7e]{0,998}\r\n)+$/);
  });

  it('keep a link in one piece where the text is ASCII, and List-Unsubscribe on one line', async () => {
    const text = (await bytesOf(sampleMail())).toString('latin1');
    expect(text.split('\r\n')).toContain(linkTo('withdraw'));
    expect(text.split('\r\n')).toContain(`List-Unsubscribe: <${linkTo('withdraw')}>`);
  });
});

describe('a header', () => {
  const hostile = [
    'a\r\nBcc: mallory@example.org',
    'a\nBcc: mallory@example.org\n\nbody',
    'a\rBcc: mallory@example.org',
    'a\u2028Bcc: mallory@example.org',
    'a\u0085Bcc: mallory@example.org',
    'a\0Bcc: mallory@example.org',
    '=?UTF-8?Q?a=0D=0ABcc:_mallory@example.org?=',
    '🔬 Müller & Söhne "GmbH", <mallory@example.org>',
    'x'.repeat(5000),
  ];

  it.each(hostile.map((text) => [text]))('stays one where its value is %j', async (text) => {
    const usual = headerNames(await bytesOf(sampleMail()));
    const changes: readonly Partial<Mail>[] = [
      { subject: text },
      { from: `${text.replaceAll(/[<>]/g, '')} <register@example.org>` },
      { messageId: text },
      { language: text },
      { headers: { ...sampleMail().headers, 'List-Unsubscribe': text } },
      { attachments: [{ filename: text, content: Buffer.from('x') }] },
    ];
    for (const change of changes) {
      const { bytes, envelope } = await formatMail(sampleMail(change), AT);
      expect(headerNames(bytes)).toEqual(usual);
      const read = await PostalMime.parse(bytes);
      expect(read.bcc ?? []).toEqual([]);
      const decoded = [read.subject, read.from?.name, ...read.attachments.map(({ filename }) => filename)];
      expect(decoded.join('')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(read.to?.map(({ address }) => address)).toEqual(['ada@example.org']);
      expect(envelope.to).toBe('ada@example.org');
      expect(read.text?.trimEnd()).toBe(sampleMail().text.trimEnd());
    }
  });

  it('names one recipient, whatever the address is', async () => {
    const usual = headerNames(await bytesOf(sampleMail()));
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'ab.@,;:<>"()\\ \r\n\0ü[]'), maxLength: 30 }),
        async (to) => {
          const { bytes } = await formatMail(sampleMail({ to: `${to}x@example.org` }), AT);
          expect(headerNames(bytes)).toEqual(usual);
          expect((await PostalMime.parse(bytes)).to?.length ?? 0).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('gives a sender with a comma in the name as one sender', async () => {
    const { bytes, envelope } = await formatMail(
      sampleMail({ from: 'Müller, Söhne & Co. <register@example.org>' }),
      AT,
    );
    expect((await PostalMime.parse(bytes)).from).toMatchObject({
      name: 'Müller, Söhne & Co.',
      address: 'register@example.org',
    });
    expect(envelope.from).toBe('register@example.org');
  });
});

describe('the signature', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const dkim = { domainName: 'example.org', keySelector: 's1', privateKey: pem };
  const publicKey = createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64');
  const records = { 's1._domainkey.example.org': `v=DKIM1; k=rsa; p=${publicKey}` };
  const signed = async (language = 'en') =>
    Buffer.from((await formatMail(sampleMail({}, language), AT, dkim)).bytes).toString('latin1');
  const isValid = (text: string) => verifyDkim(Buffer.from(text, 'latin1'), records).isValid;

  it.each(['en', 'de'])(
    'is accepted by a verifier and covers both headers of RFC 8058, in "%s"',
    async (language) => {
      const verdict = verifyDkim(Buffer.from(await signed(language), 'latin1'), records);
      expect(verdict.isValid).toBe(true);
      expect(verdict.covered).toEqual(
        expect.arrayContaining([
          'from',
          'to',
          'subject',
          'date',
          'message-id',
          'reply-to',
          'list-unsubscribe',
          'list-unsubscribe-post',
        ]),
      );
    },
  );

  it('leaves the message itself as it is', async () => {
    expect(await signed()).toMatch(/^DKIM-Signature:/);
    expect((await signed()).replace(/^DKIM-Signature:[^]*?\r\n(?=\S)/, '')).toBe(
      (await bytesOf(sampleMail())).toString('latin1'),
    );
  });

  it.each([
    ['List-Unsubscribe', /(List-Unsubscribe: <)https/, '$1http'],
    ['List-Unsubscribe-Post', /List-Unsubscribe=One-Click/, 'List-Unsubscribe=Two-Click'],
    ['the loss of List-Unsubscribe-Post', /List-Unsubscribe-Post: [^\r]*\r\n/, ''],
    ['the subject', /Subject: /, 'Subject: Re: '],
    ['the sender', /From: Demo/, 'From: Other'],
    ['the text', /You are registered/, 'You are not registered'],
    ['a part that is added', /$/, 'more\r\n'],
  ])('is refused after a change of %s', async (_what, pattern, other) => {
    const text = await signed();
    expect(text).toMatch(pattern);
    expect(isValid(text.replace(pattern, other))).toBe(false);
  });

  it('is refused under another key', async () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    const record = `v=DKIM1; p=${stranger.export({ type: 'spki', format: 'der' }).toString('base64')}`;
    expect(
      verifyDkim(Buffer.from(await signed(), 'latin1'), { 's1._domainkey.example.org': record }).isValid,
    ).toBe(false);
  });
});
