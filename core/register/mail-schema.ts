/** `mail` of register.json: senders, postal address, mail server and signature. Secrets stand in files of their own. */
import { z } from 'zod';
import { closedObject } from './closed-object.ts';
import { isEmailAddress } from './email-address.ts';
import { TOKEN_LENGTH } from './inbound/mail-token.ts';

const sender = z
  .string()
  .max(500)
  .refine((text) => isEmailAddress(addressIn(text)), {
    error: 'has to be an address, as "Example <mail@example.com>"',
  });
const fileName = z
  .string()
  .regex(/^[^\p{Cc}]{1,1000}$/u, 'the name of a file beside the configuration, as "mail.password"');
const hostName = z.string().regex(/^[^\s/@\p{Cc}]{1,253}$/u, 'the name of a host, as "mail.example.com"');

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

const smtp = closedObject({
  host: hostName,
  port: z.int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls', 'none']).default('starttls'),
  user: z
    .string()
    .regex(/^[^\p{Cc}]{1,500}$/u, 'the name of a user')
    .optional(),
  passwordFile: fileName.optional(),
}).superRefine(({ host, tls, user, passwordFile }, context) => {
  if (tls === 'none' && !LOOPBACK.test(host))
    context.addIssue({
      code: 'custom',
      path: ['tls'],
      message: 'may be "none" on this machine alone: write "implicit" (port 465) or "starttls" (port 587)',
    });
  if ((user === undefined) !== (passwordFile === undefined))
    context.addIssue({
      code: 'custom',
      path: [user === undefined ? 'user' : 'passwordFile'],
      message: 'is missing: user and passwordFile need each other, so add it or remove the other',
    });
});

const dkim = closedObject({
  domain: hostName,
  selector: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$/, 'the selector of a DKIM key'),
  keyFile: fileName,
});

/** A token goes between the name and the `@`. */
const inbound = z
  .string()
  .refine(isEmailAddress, { error: 'has to be an e-mail address, as "register@example.com"' })
  .refine((address) => !address.includes('+') && address.indexOf('@') <= 64 - TOKEN_LENGTH, {
    error: `has to be an address without "+", with ${64 - TOKEN_LENGTH} characters at most before its "@"`,
  });

export const mailSchema = closedObject({
  from: sender.optional(),
  informationFrom: sender.optional(),
  postal: z
    .string()
    .regex(/^[^\p{Cc}](?:[^\p{Cc}]|\r?\n){0,499}$/u, 'a postal address')
    .optional(),
  smtp: smtp.optional(),
  dkim: dkim.optional(),
  /** Where answers come in that `register mail` files. */
  inbound: inbound.optional(),
});

/** Returns the address of `Name <address>`; a name with a line break has none. */
export function addressIn(text: string): string {
  return /^[^<>\p{Cc}]*<([^<>]+)>$/u.exec(text)?.[1] ?? text;
}
