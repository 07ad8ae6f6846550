/** Chooses the door of the register's mails and reads the secrets that it needs, which stand in files of their own. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OperatorError } from '#core/operator-error';
import type { MailDoor } from '#core/register/mail/mail';
import type { RegisterConfig } from '#core/register/register-config-schema';
import type { DkimKey } from '#runtime/node/register/format-mail';
import { SmtpDoor } from '#runtime/node/register/smtp-door';
import { Outbox } from './outbox.ts';

/** `mail` of register.json cannot be used: the message names the JSON path and what to do, never what a file holds. */
export class MailConfigError extends OperatorError {
  override readonly name = 'MailConfigError';
  override readonly exit = 2;
}

/**
 * Returns the door that `mail` names: SMTP where it has a server, else the outbox of the data folder. Files are
 * relative to the configuration. Throws a MailConfigError, or a FolderError of the outbox.
 */
export function createMailDoor({ mail }: RegisterConfig, configFolder: string, dataFolder: string): MailDoor {
  const { smtp, from } = mail;
  const dkim = mail.dkim === undefined ? undefined : readDkimKey(mail.dkim, configFolder);
  if (smtp === undefined) return new Outbox(dataFolder, dkim);
  if (from === undefined)
    throw new MailConfigError(
      '$.mail.from: is missing, and a mail server needs a sender: write an address that it may send for, as ' +
        '"Example <register@example.com>"',
    );
  const { host, port, tls, user, passwordFile } = smtp;
  const password = passwordFile === undefined ? undefined : readPassword(configFolder, passwordFile);
  return new SmtpDoor({ host, port, tls, user, password, dkim });
}

function readPassword(folder: string, name: string): string {
  const path = '$.mail.smtp.passwordFile';
  const password = read(folder, name, path).replace(/\r?\n$/, '');
  if (password === '')
    throw new MailConfigError(`${path}: the file is empty: write the password of the mail server into it`);
  return password;
}

function readDkimKey(
  { domain, selector, keyFile }: NonNullable<RegisterConfig['mail']['dkim']>,
  folder: string,
): DkimKey {
  const path = '$.mail.dkim.keyFile';
  const privateKey = read(folder, keyFile, path);
  if (!isRsaKey(privateKey))
    throw new MailConfigError(
      `${path}: the file holds no RSA private key of 1024 bits or more in PEM: create one with "openssl genrsa 2048"`,
    );
  return { domainName: domain, keySelector: selector, privateKey };
}

/** Without this a wrong key would leave mails unsigned and nobody would know. RFC 8301: 1024 bits at the least. */
function isRsaKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 1024;
  } catch {
    return false;
  }
}

function read(folder: string, name: string, path: string): string {
  try {
    return readFileSync(resolve(folder, name), 'utf8');
  } catch (error) {
    const { code } = error as { readonly code?: string };
    throw new MailConfigError(
      `${path}: the file cannot be read (${code ?? 'unknown'}): put it beside the configuration, readable by this ` +
        'user alone, or remove the key',
    );
  }
}
