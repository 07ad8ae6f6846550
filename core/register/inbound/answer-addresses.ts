/** Where answers to a mail of ours go, and withdrawals by `mailto`: addresses with a token each. */
import type { Addressing } from '../mail/build-mail.ts';
import type { RegisterContext } from '../register-context.ts';
import { addressWithToken } from './mail-token.ts';

/** Returns them for a mail to a person; nothing where received mails are not filed. */
export function answerAddresses(
  { submission, ref }: { readonly ref: string; readonly submission?: string | undefined },
  { register, mac }: RegisterContext,
): Pick<Addressing, 'inbound'> {
  const address = register.config.mail.inbound;
  if (address === undefined) return {};
  // The id of what was imported is longer than a token holds, and belongs to the person for good.
  const [reply, withdraw] = (['reply', 'withdraw'] as const).map(
    (act) =>
      (submission === undefined ? undefined : addressWithToken(address, act, submission, mac)) ??
      addressWithToken(address, act, ref, mac),
  );
  return reply === undefined || withdraw === undefined ? {} : { inbound: { reply, withdraw } };
}
