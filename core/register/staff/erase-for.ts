/** `erase`: all values of a person go, unconfirmed ones of the same addresses too. */
import { erasePerson, eraseUnconfirmed, type Erased } from '../acts/erase.ts';
import { findWho } from './find-who.ts';
import { StaffError, type StaffContext } from './staff-context.ts';

/** Erases; no mail is sent. Throws a StaffError where nothing is held. */
export async function eraseFor(who: string, context: StaffContext): Promise<Erased> {
  const found = await findWho(who, context);
  if ('ref' in found) return await erasePerson(found.ref, context);
  const erased = await eraseUnconfirmed(found.key, context);
  if (erased.erased.length === 0) throw new StaffError('nothing is held under that address');
  return erased;
}
