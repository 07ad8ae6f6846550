/** `erase`: all values of a person go, unconfirmed ones of the same addresses too. */
import { erasePerson, eraseUnconfirmed, recipientsOf, type Erased } from '../acts/erase.ts';
import type { RegisterContext } from '../register-context.ts';
import { draftNotice } from './draft-notice.ts';
import { findWho } from './find-who.ts';
import { StaffError, type StaffContext } from './staff-context.ts';

export interface ErasedFor extends Erased {
  /** Recipients that were given what is now erased and must be notified (Art. 19 GDPR). */
  readonly notify: readonly string[];
  /** The notice to each of them. */
  readonly drafts: readonly { readonly recipient: string; readonly text: string }[];
}

/** Erases; no mail is sent. Throws a StaffError where nothing is held. */
export async function eraseFor(who: string, context: StaffContext): Promise<ErasedFor> {
  const found = await findWho(who, context);
  if ('ref' in found) return await withNotices(found.ref, await erasePerson(found.ref, context), context);
  const erased = await eraseUnconfirmed(found.key, context);
  if (erased.erased.length === 0) throw new StaffError('nothing is held under that address');
  return { ...erased, notify: [], drafts: [] };
}

async function withNotices(ref: string, erased: Erased, context: RegisterContext): Promise<ErasedFor> {
  const state = await context.log.read([ref]);
  const notify = recipientsOf(state, erased.erased);
  return {
    ...erased,
    notify,
    drafts: notify.map((recipient) => ({
      recipient,
      text: draftNotice({ recipient, ref, act: 'erased' }, state, context),
    })),
  };
}
