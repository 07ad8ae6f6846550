/** Finds the person that staff means: a ref, a submission, or an e-mail address, which is never recorded. */
import { findRef } from '../find-person.ts';
import type { RegisterContext } from '../register-context.ts';
import { StaffError, StaffUsageError } from './staff-context.ts';

/** What WHO means: a person, or an address under which at most unconfirmed submissions stand. */
export type Who = { readonly ref: string } | { readonly key: string };

/** Reads WHO. Throws a StaffUsageError where it is empty or no address, and a StaffError where nobody is known. */
export async function findWho(who: string, context: RegisterContext): Promise<Who> {
  const name = who.trim();
  if (name === '') throw new StaffUsageError('WHO is empty: give a ref, a submission or an e-mail address');
  if (!name.includes('@')) {
    const ref = findRef(await context.log.read([name]), name);
    if (ref === undefined) throw nobody();
    return { ref };
  }
  const key = context.keyOf(name);
  if (key === undefined)
    throw new StaffUsageError('WHO is no e-mail address: write one as name@example.com, or give a ref');
  const ref = (await context.log.read([key])).refByKey.get(key);
  return ref === undefined ? { key } : { ref };
}

/** Returns the ref of the person; throws as `findWho`, also where the address has confirmed nothing. */
export async function findPerson(who: string, context: RegisterContext): Promise<string> {
  const found = await findWho(who, context);
  if ('key' in found) throw nobody();
  return found.ref;
}

const nobody = () =>
  new StaffError('nobody is known under that ref or address: look it up with "headcount register list"');
