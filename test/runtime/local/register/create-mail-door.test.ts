import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMailDoor, MailConfigError } from '#runtime/local/register/create-mail-door';
import { demoForm } from '../../../core/register/demo-register.ts';
import { sampleMail } from '../../node/register/sample-mail.ts';
import { startScripted } from '../../node/register/scripted-server.ts';

const AT = Date.UTC(2030, 4, 6);
const pemOf = (bits: number) =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .privateKey.export({ type: 'pkcs1', format: 'pem' })
    .toString();
const dkim = { domain: 'example.org', selector: 's1', keyFile: 'dkim.pem' };
const smtp = { host: '127.0.0.1', port: 25, tls: 'none' as const };
const from = 'Example <register@example.org>';

let folder = '';
let data = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-mail-'));
  data = join(folder, 'data');
});
const file = (name: string, text: string) => writeFileSync(join(folder, name), text);
const doorOf = (mail: object) => createMailDoor(demoForm({}, { mail }).config, folder, data);
const problemOf = (mail: object) => {
  try {
    doorOf(mail);
  } catch (error) {
    expect(error).toBeInstanceOf(MailConfigError);
    expect(error).toMatchObject({ exit: 2 });
    return (error as Error).message;
  }
  throw new Error('the configuration was accepted');
};

describe('the door of the mails', () => {
  it('is the outbox where no server is configured, and signs there too', async () => {
    file('dkim.pem', pemOf(2048));
    expect(await doorOf({ dkim }).send(sampleMail(), AT)).toBe('sent');
    const [name = ''] = readdirSync(join(data, 'outbox'));
    expect(readFileSync(join(data, 'outbox', name), 'latin1')).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256;/);
  });

  it('is the server that is configured, with the password of the file, and no outbox then', async () => {
    await using server = await startScripted({
      EHLO: '250-mail.example.org\r\n250 AUTH PLAIN',
      AUTH: '235 welcome',
    });
    file('mail.password', 'secret\n');
    const door = doorOf({
      from,
      smtp: { ...smtp, port: server.port, user: 'register', passwordFile: 'mail.password' },
    });
    expect(await door.send(sampleMail(), AT)).toBe('sent');
    expect(server.received()).toContain(
      `AUTH PLAIN ${Buffer.from('\0register\0secret').toString('base64')}\r\n`,
    );
    expect(readdirSync(folder)).toEqual(['mail.password']);
  });

  it.each([
    ['a sender', { smtp }, '$.mail.from: is missing'],
    [
      'the file of the password',
      { from, smtp: { ...smtp, user: 'u', passwordFile: 'none' } },
      '$.mail.smtp.passwordFile: the file cannot be read (ENOENT)',
    ],
    ['the file of the key', { dkim }, '$.mail.dkim.keyFile: the file cannot be read (ENOENT)'],
  ])('says where %s is missing, and what to do', (_what, mail, message) => {
    expect(problemOf(mail)).toContain(message);
  });

  it('refuses an empty password', () => {
    file('mail.password', '\n');
    expect(problemOf({ from, smtp: { ...smtp, user: 'u', passwordFile: 'mail.password' } })).toContain(
      'the file is empty',
    );
  });

  it.each([
    ['no key', () => 'canary-7f3a'],
    [
      'a public key',
      () =>
        generateKeyPairSync('rsa', { modulusLength: 2048 })
          .publicKey.export({ type: 'spki', format: 'pem' })
          .toString(),
    ],
    [
      'a key of another kind',
      () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ],
    [
      'a key for signatures of another form',
      () =>
        generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
          .privateKey.export({ type: 'pkcs8', format: 'pem' })
          .toString(),
    ],
    ['a key that is too short', () => pemOf(512)],
  ])('refuses %s as the key of the signature, and does not repeat it', (_what, text) => {
    file('dkim.pem', text());
    const message = problemOf({ dkim });
    expect(message).toContain('$.mail.dkim.keyFile: the file holds no RSA private key');
    expect(message).not.toContain('canary');
  });

  it('says where a folder stands in the place of a file', () => {
    mkdirSync(join(folder, 'dkim.pem'));
    expect(problemOf({ dkim })).toContain('(EISDIR)');
  });
});
