/** Every case of the kept half. */
import type { Case } from './case.ts';
import { keptContacts } from './kept-contacts.ts';
import { keptNumbers } from './kept-numbers.ts';
import { keptPhone } from './kept-phone.ts';
import { keptTokens } from './kept-tokens.ts';

/** Returns the kept half's cases, in the order of its file; a case that was drawn twice stands once. */
export function keptCases(): readonly Case[] {
  const cases = [...keptTokens(), ...keptContacts(), ...keptPhone(), ...keptNumbers()];
  return [...new Map(cases.map((one) => [`${one.at} ${one.value}`, one])).values()];
}
