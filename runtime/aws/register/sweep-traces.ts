/**
 * Finishes what an interrupted erasure left in the bucket, and removes what belongs to no mail any more. It removes
 * nothing that the log does not call erased or sent.
 */
import { emptiedPeople } from '#core/register/acts/erasure-traces';
import type { RegisterState } from '#core/register/register-state';
import type { OpenedRegister } from './open-register.ts';

const EVIDENCE = 'evidence/';
const HOUR_MS = 3_600_000;
/** So many names are looked up at once. */
const AT_ONCE = 100;

/** Removes evidence of what is erased, and what staff gave for mails that are no longer due. */
export async function sweepTraces({ context, bucket, mailFiles }: OpenedRegister): Promise<void> {
  const keys = await bucket.list(EVIDENCE);
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const some = keys.slice(at, at + AT_ONCE);
    const state = await context.log.read(some.flatMap(ownersIn));
    for (const key of some) if (ownersIn(key).some((id) => isErased(state, id))) await bucket.delete(key);
  }
  // What was stored within the hour may be of a mail that is about to be made due.
  await mailFiles.sweep(context.now() - HOUR_MS, async (mail) =>
    (await context.log.read([mail])).dueMails.has(mail),
  );
}

/** Whose the evidence may be: its name begins with a submission or a ref, which has 22 characters but for imports. */
function ownersIn(key: string): readonly string[] {
  const name = key.slice(EVIDENCE.length).replace(/\.eml$/, '');
  return [...new Set([name, name.slice(0, 22), name.replace(/-\d+$/, ''), name.slice(0, -23)])].filter(
    (id) => id.length >= 22,
  );
}

function isErased(state: RegisterState, id: string): boolean {
  const submission = state.submissions.get(id);
  if (submission !== undefined) return submission.erased !== undefined && submission.fields === undefined;
  // Whose submissions belong to somebody else by now has none, and was not erased by that.
  const hasAny = (state.people.get(id)?.submissions ?? []).length > 0;
  return hasAny && emptiedPeople(state, [id]).length > 0;
}
