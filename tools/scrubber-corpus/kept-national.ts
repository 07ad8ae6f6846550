/** Kept half: numbers that offices give to people, of other countries than the open half's. Every value is drawn. */
import { birth, two } from './births.ts';
import { ean13, luhn, mod11and10, weightedCheck } from './check-digits.ts';
import { DIGITS, UPPER, type Seeded } from './seeded.ts';

const short = ({ y, m, d }: { y: number; m: string; d: string }): string => `${two(y % 100)}${m}${d}`;
const NIF = 'TRWAGMYFPDXBNJZSQVHLCKE';
const until = (make: () => string, length: number): string => {
  for (;;) {
    const text = make();
    if (text.length === length) return text;
  }
};
const complement11 = (stem: string, weights: readonly number[]): string => {
  const rest = weights.reduce((sum, weight, at) => sum + weight * Number(stem[at]), 0) % 11;
  return stem + (rest < 2 ? '0' : String(11 - rest));
};

export const TAX: readonly ((seed: Seeded) => string)[] = [
  (seed) => {
    const n = seed.digits(8);
    return n + NIF[Number(n) % 23]!;
  },
  (seed) => {
    const n = seed.from(DIGITS, 7);
    return `X${n}${NIF[Number(n) % 23]!}`;
  },
  (seed) => complement11(`${seed.from('12', 1)}${seed.from(DIGITS, 7)}`, [9, 8, 7, 6, 5, 4, 3, 2]),
  (seed) =>
    complement11(`20${seed.digits(8)}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]).replace(
      /^(..)(.{8})(.)$/,
      '$1-$2-$3',
    ),
  (seed) => {
    const n = seed.digits(8);
    const sum = [...n].toReversed().reduce((a, digit, at) => a + Number(digit) * (2 + (at % 6)), 0);
    const r = 11 - (sum % 11);
    return `${n.replace(/(..)(...)(...)/, '$1.$2.$3')}-${r === 11 ? 0 : r === 10 ? 'K' : r}`;
  },
  (seed) =>
    `${seed.from('ABCDEFGHLM', 4)}${short(birth(seed))}${seed.from(UPPER + DIGITS, 2)}${seed.digits(1)}`,
  (seed) => `${seed.digits(3)} ${seed.from(DIGITS, 3)} ${seed.from(DIGITS, 3)}`,
  (seed) => `${seed.digits(5)} ${seed.from(DIGITS, 5)}`,
  (seed) => `EL${seed.digits(9)}`,
  (seed) => mod11and10(seed.digits(10)),
  (seed) => `${seed.digits(3)}-${seed.from(DIGITS, 2)}-${seed.from(DIGITS, 5)}`,
  (seed) => `${seed.digits(7)}${seed.pick([...'TWA'])}A`,
  (seed) => `CHE-${seed.digits(3)}.${seed.from(DIGITS, 3)}.${seed.from(DIGITS, 3)}`,
  (seed) => `ES${seed.from('BX', 1)}${seed.digits(8)}`,
];
export const SOCIAL: readonly ((seed: Seeded) => string)[] = [
  (seed) =>
    `${seed.from('ABCEGHJK', 2)} ${seed.digits(2)} ${seed.from(DIGITS, 2)} ${seed.from(DIGITS, 2)} ${seed.from('ABCD', 1)}`,
  (seed) => `${seed.from('ABCEGHJK', 2)}${seed.digits(6)}${seed.from('ABCD', 1)}`,
  (seed) => {
    const s = `${short(birth(seed))}${seed.from(DIGITS, 3)}`;
    return `${s}${two(97 - (Number(s) % 97))}`.replace(/(..)(..)(..)(...)(..)/, '$1.$2.$3-$4.$5');
  },
  (seed) => luhn(seed.digits(8)).replace(/(...)(...)(...)/, '$1-$2-$3'),
  (seed) =>
    `${seed.from('ABCDEFGH', 4)}${short(birth(seed))}${seed.pick(['H', 'M'])}DF${seed.from('BCDFGJ', 3)}0${seed.digits(1)}`,
  (seed) => {
    const b = birth(seed);
    return `${short(b)}-${seed.pick(b.y > 1999 ? ['3', '4'] : ['1', '2'])}${seed.from(DIGITS, 6)}`;
  },
  (seed) => {
    const s = seed.digits(11);
    const sum = [...s]
      .toReversed()
      .reduce((a, digit, at) => a + Number(digit) * (at < 6 ? at + 2 : at - 4), 0);
    const r = sum % 11;
    return s + (r < 2 ? 0 : 11 - r);
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${d}${m}${two(y % 100)}-${seed.digits(4)}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${d}${m}${two(y % 100)}${seed.digits(5)}`;
  },
  (seed) => {
    const b = birth(seed);
    return `${short(b)}/${seed.digits(4)}`;
  },
  (seed) =>
    until(
      () =>
        weightedCheck(`${short(birth(seed))}${seed.from(DIGITS, 3)}`, [2, 4, 8, 5, 10, 9, 7, 3, 6], 11, ''),
      10,
    ),
  (seed) =>
    until(
      () =>
        weightedCheck(
          `${seed.from('1256', 1)}${short(birth(seed))}${two(seed.integer(1, 40))}${seed.from(DIGITS, 3)}`,
          [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9],
          11,
          '1',
        ),
      13,
    ),
  (seed) => luhn(`${short(birth(seed))}${seed.digits(4)}08`),
  (seed) => ean13(`756${seed.digits(9)}`),
  (seed) => `28/${seed.digits(8)}/${seed.digits(2)}`,
];
export const PASSPORT: readonly ((seed: Seeded) => string)[] = [
  (seed) => seed.digits(9),
  (seed) => `${seed.from('YA', 2)}${seed.digits(7)}`,
  (seed) => `${seed.from('BCDFGHJKLMNP', 2)}${seed.from('0123456789BCDFGHJK', 6)}${seed.digits(1)}`,
  (seed) => `${seed.digits(2)} ${seed.digits(2)} ${seed.digits(6)}`,
  (seed) => `L${seed.from('0123456789CFGHJKLMNPRTVWXYZ', 8)}`,
  (seed) => `CA${seed.digits(5)}${seed.from(UPPER, 2)}`,
  (seed) => `${seed.from('ZE', 2)}${seed.digits(6)}`,
];
export const PLATE: readonly ((seed: Seeded) => string)[] = [
  (seed) => `${seed.from('ABDEFG', 2)}${seed.pick(['19', '21', '68', '72'])} ${seed.from('ABDEFGHJ', 3)}`,
  (seed) => `${seed.digits(4)} ${seed.from('BCDFGHJKL', 3)}`,
  (seed) => `${seed.from('GHJKL', 2)}-${seed.digits(3)}-${seed.from('BDFG', 1)}`,
  (seed) => `${seed.from('ABCDEF', 3)} ${seed.digits(2)}${seed.from('ABCDEFG', 1)}`,
  (seed) => `W-${seed.digits(5)}${seed.from('ABCDEF', 1)}`,
  (seed) => `ZH ${seed.digits(6)}`,
  (seed) => `MH ${seed.digits(2)} ${seed.from(UPPER, 2)} ${seed.digits(4)}`,
  (seed) => `${seed.digits(2)}-${seed.from('ABCDEF', 2)}-${seed.digits(2)}`,
  (seed) => `${seed.digits(1)}${seed.from('ABST', 1)}${seed.digits(1)} ${seed.digits(4)}`,
  (seed) => `${seed.pick(['S', 'DD', 'K', 'MYK'])} ${seed.from('ABCDEF', 2)} ${seed.digits(3)}E`,
];
