/**
 * Removes what the register's bucket holds of erased submissions beside the log: attachments of mails, and evidence.
 */
import type { RemoveTraces } from '#core/register/register-context';
import { LOOKED_AT_BYTES, sendersOf } from '#runtime/node/register/senders-of';
import type { Bucket } from './bucket.ts';

const EVIDENCE = 'evidence/';
const OUTGOING = 'outgoing/';
/** So many received mails are looked through at once. */
const AT_ONCE = 8;

/**
 * Returns the function for a bucket. A file goes by the submission in its name, a received mail also by the addresses
 * that it is from. No mail that left is kept here, so that none has to go by its address.
 */
export function removeTracesFrom(bucket: Bucket): RemoveTraces {
  return async (submissions, isErased) => {
    const belongs = (name: string) => submissions.some((id) => name.includes(id));
    const mails: string[] = [];
    for (const key of await bucket.list(EVIDENCE)) {
      const name = key.slice(EVIDENCE.length);
      if (belongs(name)) await bucket.delete(key);
      else if (name.endsWith('.eml')) mails.push(key);
    }
    for (let at = 0; at < mails.length; at += AT_ONCE)
      await Promise.all(
        mails.slice(at, at + AT_ONCE).map(async (key) => {
          const bytes = await bucket.get(key, LOOKED_AT_BYTES);
          if (bytes !== undefined && sendersOf(bytes).some(isErased)) await bucket.delete(key);
        }),
      );
    for (const key of await bucket.list(OUTGOING))
      if (belongs(key.slice(OUTGOING.length).split('/', 1)[0] ?? '')) await bucket.delete(key);
  };
}
