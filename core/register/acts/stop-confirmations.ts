/** "Not me, never again": no confirmation mail goes to an address any more, until its owner lifts that. */
import { timeOf, type RegisterContext } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';

/**
 * Stops confirmation mails to the address of a key, or with `isLifted` allows them again. Repeated, it records nothing.
 * Rejects where it could not be stored.
 */
export async function stopConfirmations(
  hash: string,
  isLifted: boolean,
  context: RegisterContext,
): Promise<void> {
  const at = timeOf(context);
  const isStopped = (state: RegisterState) => state.neverAsked.has(hash);
  if (isStopped(await context.log.read([hash])) !== isLifted) return;
  await context.log.append(
    [isLifted ? { event: 'lifted', at, hash } : { event: 'suppressed', at, hash, cause: 'never' }],
    { names: [hash], holds: (state) => isStopped(state) === isLifted },
  );
}
