/** Every case of the open half. */
import type { Case } from './case.ts';
import { openContacts } from './open-contacts.ts';
import { openNumbers } from './open-numbers.ts';
import { openPhone } from './open-phone.ts';
import { openTokens } from './open-tokens.ts';

/** Returns the open half's cases, in the order of its file; a case that was drawn twice stands once. */
export function openCases(): readonly Case[] {
  const cases = [...openTokens(), ...openContacts(), ...openPhone(), ...openNumbers()];
  return [...new Map(cases.map((one) => [`${one.at} ${one.value}`, one])).values()];
}
