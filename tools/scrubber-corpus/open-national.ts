/** Open half: numbers that offices give to people, with their check digits. Every value is drawn, none is real. */
import {
  chineseIdentity,
  codiceFiscale,
  cpf,
  ean13,
  luhn,
  mod11and10,
  tckn,
  verhoeff,
  weightedCheck,
} from './check-digits.ts';
import { birth, two } from './births.ts';
import { DIGITS, UPPER, type Seeded } from './seeded.ts';

const short = ({ y, m, d }: { y: number; m: string; d: string }): string => `${two(y % 100)}${m}${d}`;
const retry = (make: () => string, length: number): string => {
  for (;;) {
    const text = make();
    if (text.length === length) return text;
  }
};

export const TAX: ((seed: Seeded) => string)[] = [
  (seed) => mod11and10(seed.digits(10)),
  (seed) => mod11and10(seed.digits(10)).replace(/(..)(...)(...)(...)/, '$1 $2 $3 $4'),
  (seed) => `DE${mod11and10(seed.digits(8))}`,
  (seed) => `ATU${seed.digits(8)}`,
  (seed) =>
    codiceFiscale(
      `${seed.from('BCDFGLMNPRST', 6)}${two(seed.integer(50, 99))}${seed.pick([...'ABCDEHLMPRST'])}${two(seed.integer(1, 28))}${seed.pick(['H501', 'F205', 'L219'])}`,
    ),
  (seed) => luhn(seed.digits(10)),
  (seed) =>
    retry(
      () =>
        weightedCheck(`${seed.from('123', 1)}${seed.from(DIGITS, 8)}`, [6, 5, 7, 2, 3, 4, 5, 6, 7], 11, 'XX'),
      10,
    ).replace(/(...)(...)(..)(..)/, '$1-$2-$3-$4'),
  (seed) => `NL${seed.digits(9)}B${two(seed.integer(1, 9))}`,
  (seed) => cpf(seed.digits(9)).replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4'),
  (seed) => cpf(seed.digits(9)),
  (seed) => `${seed.digits(2)}-${seed.from(DIGITS, 7)}`,
  (seed) => `${seed.from(UPPER, 3)}P${seed.from(UPPER, 1)}${seed.digits(4)}${seed.from(UPPER, 1)}`,
  (seed) => {
    const s = weightedCheck(seed.digits(10), [7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 11);
    return weightedCheck(s, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 11);
  },
  (seed) => `${seed.from('0123', 1)}${seed.from(DIGITS, 12)}`,
];

export const SOCIAL: ((seed: Seeded) => string)[] = [
  (seed) => `${seed.integer(100, 665)}-${two(seed.integer(1, 99))}-${seed.digits(4)}`,
  (seed) => {
    const { y, m } = birth(seed);
    const stem = `${seed.pick(['1', '2'])}${two(y % 100)}${m}75${seed.digits(3)}${seed.digits(3)}`;
    return `${stem}${two(97 - Number(BigInt(stem) % 97n))}`;
  },
  (seed) => {
    const { y, m } = birth(seed);
    return `${seed.pick(['1', '2'])} ${two(y % 100)} ${m} 33 ${seed.digits(3)} ${seed.digits(3)} ${seed.digits(2)}`;
  },
  (seed) =>
    weightedCheck(`${short(birth(seed))}${seed.digits(4)}`, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3], 10, '0', true),
  (seed) => retry(() => weightedCheck(seed.digits(8), [9, 8, 7, 6, 5, 4, 3, 2], 11, 'XX'), 9),
  (seed) => ean13(`756${seed.digits(9)}`).replace(/(...)(....)(....)(..)/, '$1.$2.$3.$4'),
  (seed) => luhn(`${short(birth(seed))}${seed.from(DIGITS, 3)}`).replace(/^(.{6})/, '$1-'),
  (seed) => {
    const { y, m, d } = birth(seed);
    const n = seed.integer(100, 899);
    const number = Number(`${d}${m}${two(y % 100)}${n}`);
    return `${d}${m}${two(y % 100)}-${n}${'0123456789ABCDEFHJKLMNPRSTUVWXY'[number % 31]}`;
  },
  (seed) => tckn(seed.digits(9)),
  (seed) => {
    const { y, m, d } = birth(seed);
    return chineseIdentity(`${seed.pick(['110101', '310115', '440305'])}${y}${m}${d}${seed.from(DIGITS, 3)}`);
  },
  (seed) =>
    verhoeff(`${seed.integer(2, 9)}${seed.from(DIGITS, 10)}`).replace(/(....)(....)(....)/, '$1 $2 $3'),
  (seed) => {
    const s = seed.digits(9);
    const sum = ([...s].reduce((a, digit, at) => a + Number(digit) * (9 - at), 0) % 101) % 100;
    return `${s.replace(/(...)(...)(...)/, '$1-$2-$3')} ${two(sum)}`;
  },
  (seed) => `${two(seed.integer(1, 93))}${short(birth(seed))}${seed.pick([...'BKMS'])}${seed.digits(3)}`,
];

export const PASSPORT: ((seed: Seeded) => string)[] = [
  (seed) => `${seed.pick([...'CFGHJK'])}${seed.from('0123456789CFGHJKLMNPRTVWXYZ', 8)}`,
  (seed) => `${seed.digits(2)}${seed.from(UPPER, 2)}${seed.digits(5)}`,
  (seed) => `${seed.from(UPPER, 2)}${seed.digits(7)}`,
  (seed) => `${seed.pick(['E', 'G'])}${seed.digits(8)}`,
  (seed) => `${seed.from(UPPER, 3)}${seed.digits(6)}`,
  (seed) => `${seed.from(UPPER, 1)}${seed.digits(7)}`,
];

export const PLATE: ((seed: Seeded) => string)[] = [
  (seed) =>
    `${seed.pick(['B', 'M', 'HH', 'KA', 'ROW'])}-${seed.from(UPPER, 2)}-${seed.digits(seed.integer(3, 4))}`,
  (seed) => `${seed.from('ABCDEFGH', 2)}-${seed.digits(3)}-${seed.from('ABCDEFGH', 2)}`,
  (seed) => `${seed.from('ABCDEFGH', 2)}${seed.digits(3)}${seed.from('JKLMNP', 2)}`,
  (seed) => `${seed.pick(['WA', 'KR', 'PO'])}${seed.digits(5)}`,
  (seed) => `${seed.digits(2)}-${seed.from('BDFGHJ', 3)}-${seed.digits(1)}`,
  (seed) =>
    `${seed.from('АВЕКМН', 1)}${seed.digits(3)}${seed.from('АВЕКМН', 2)}${seed.pick(['77', '178', '99'])}`,
  (seed) => `${seed.pick(['34', '06', '35'])} ${seed.from(UPPER, 2)} ${seed.digits(4)}`,
  (seed) => `${seed.from(UPPER, 3)}${seed.digits(1)}${seed.from('ABCD', 1)}${seed.digits(2)}`,
];
