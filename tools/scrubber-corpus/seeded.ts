/** A seeded generator of choices: the same name draws the same corpus. It is no source of secrets. */

export const DIGITS = '0123456789';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const UPPER = LOWER.toUpperCase();
export const HEX = '0123456789abcdef';

export interface Seeded {
  /** An integer of `least` to `most`, both included. */
  readonly integer: (least: number, most: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** `length` characters of an alphabet. */
  readonly from: (alphabet: string, length: number) => string;
  /** Digits in which the first is not zero. */
  readonly digits: (length: number) => string;
}

/** Returns the generator of a name (mulberry32 over an FNV-1a hash of the name). */
export function seeded(name: string): Seeded {
  let state = 0x811c9dc5;
  for (const letter of name) state = Math.imul(state ^ letter.codePointAt(0)!, 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(list: readonly T[]): T => list[integer(0, list.length - 1)]!;
  const from = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[integer(0, alphabet.length - 1)]!).join('');
  return { integer, pick, from, digits: (length) => from('123456789', 1) + from(DIGITS, length - 1) };
}
