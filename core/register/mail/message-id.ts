/** The Message-ID of a mail: it follows from the mail's id, so that a mail that is sent again keeps it. */
import type { RegisterConfig } from '../register-config-schema.ts';
import { addressOf, senderOf } from './build-mail.ts';

/** Returns `<ID@DOMAIN>`, with the domain of the sender. */
export function messageIdOf(mail: string, config: RegisterConfig, url: string): string {
  const sender = addressOf(senderOf({ ...config, url: config.url ?? url }));
  return `<${mail}@${sender.slice(sender.lastIndexOf('@') + 1)}>`;
}
