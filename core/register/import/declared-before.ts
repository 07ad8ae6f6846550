/** Whether what an import declares was given up after it was declared. */
import { SERVICE } from '../permission.ts';
import type { RegisterState } from '../register-state.ts';
import type { ImportedDeclaration } from './read-import-row.ts';

/** Whether an import may hold nothing of the address: it was given up, or its owner wants no mail. */
export const isSuppressed = (state: RegisterState, key: string): boolean =>
  state.suppressed.has(key) || state.neverAsked.has(key);

/**
 * Returns the purposes of the declaration that were withdrawn or erased at its time or later, by whoever the address
 * belongs to, or belonged to before everything of theirs was erased.
 */
export function givenUpSince(
  state: RegisterState,
  { key, time, decisions, isService }: ImportedDeclaration,
): readonly string[] {
  const ofPerson = state.people.get(state.refByKey.get(key) ?? '')?.withdrawals ?? [];
  const later = [
    ...(state.givenUpByKey.get(key) ?? []),
    ...ofPerson.flatMap(({ scope, at, received }) => [
      { scope, at },
      { scope, at: received },
    ]),
  ].filter(({ at }) => Date.parse(at) >= time);
  return [...(isService ? [SERVICE] : []), ...Object.keys(decisions)].filter((purpose) =>
    later.some(
      ({ scope }) => scope === purpose || scope === 'everything' || (scope === 'all' && purpose !== SERVICE),
    ),
  );
}
