/** Finishes, before anything is served, the erasures that a crash interrupted. */
import { emptiedPeople, unusedKeys } from '#core/register/acts/erasure-traces';
import type { RegisterContext } from '#core/register/register-context';
import type { UnfinishedErasures } from './unfinished-erasures.ts';

/** Resolves once no file holds what the log says is erased. */
export async function finishErasures(
  { submissions, keys }: UnfinishedErasures,
  { log, keyOf, removeTraces }: RegisterContext,
): Promise<void> {
  if (submissions.size === 0) return;
  const ids = [...submissions];
  const state = await log.read(ids);
  const refs = ids.flatMap((id) => state.submissions.get(id)?.ref ?? []);
  const unused = unusedKeys(state, [...keys], keyOf);
  await removeTraces([...ids, ...emptiedPeople(state, refs)], (address) => unused.has(keyOf(address) ?? ''));
  await log.purge();
}
