/** Dates of birth, drawn. */
import type { Seeded } from './seeded.ts';

/** The last two digits, or the digits of a day or month. */
export const two = (value: number): string => String(value).padStart(2, '0');

/** A day on which somebody who is alive may be born. */
export const birth = (seed: Seeded): { y: number; m: string; d: string } => ({
  y: seed.integer(1940, 2006),
  m: two(seed.integer(1, 12)),
  d: two(seed.integer(1, 28)),
});
