/**
 * The length of a test: short in `npm test`, full in `npm run test:long`, which runs every file that imports this a
 * second time, and files named `*.long.test.ts`.
 */
import { it } from 'vitest';

const isFull = process.env['HEADCOUNT_FULL_LENGTH'] === '1';

/** Returns the number of rounds, runs or items: `short`, or `full` at full length. */
export const rounds = (short: number, full: number): number => (isFull ? full : short);

/** Returns one of every `step` items; all at full length. */
export const oneOf = <T>(step: number, all: readonly T[]): readonly T[] =>
  isFull ? all : all.filter((_, at) => at % step === 0);

/** Returns the first item of each kind; all at full length. */
export const firstOf = <T>(kind: (item: T) => string, all: readonly T[]): readonly T[] =>
  isFull ? all : all.filter((item, at) => all.findIndex((one) => kind(one) === kind(item)) === at);

const nothing = (): void => undefined;

/**
 * A test of `npm run test:long` alone: one more case of a behaviour that `npm test` shows by another, or one that lasts
 * as long as something of the product does (a cool-down, a day). In `npm test` it does not exist.
 */
export const thorough = (isFull ? it : Object.assign(nothing, { each: () => nothing })) as typeof it;
