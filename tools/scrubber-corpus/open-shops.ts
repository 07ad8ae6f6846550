/** Open half: numbers of shops, banks and devices; wallets, places, dates of birth. Every value is drawn. */
import { iban, luhn } from './check-digits.ts';
import { birth } from './births.ts';
import { DIGITS, HEX, UPPER, type Seeded } from './seeded.ts';

export const ORDER: ((seed: Seeded) => string)[] = [
  (seed) => `INV-${seed.integer(2019, 2026)}-${seed.digits(5)}`,
  (seed) => `RE${seed.integer(2019, 2026)}${seed.digits(4)}`,
  (seed) => seed.digits(seed.integer(6, 9)),
  (seed) => `${seed.digits(3)}-${seed.digits(7)}-${seed.digits(7)}`,
  (seed) => `KD-${seed.digits(5)}`,
  (seed) => `#${seed.digits(5)}`,
  (seed) => `ORD${seed.digits(6)}`,
  (seed) => `1Z${seed.from(UPPER + DIGITS, 6)}${seed.digits(10)}`,
  (seed) => `${seed.from(UPPER, 2)}${seed.digits(9)}${seed.pick(['DE', 'FR', 'CN'])}`,
  (seed) => `A-${seed.digits(4)}-${seed.digits(4)}`,
];

export const WALLET: ((seed: Seeded) => string)[] = [
  (seed) =>
    seed.pick(['1', '3']) + seed.from('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', 33),
  (seed) => `bc1q${seed.from('023456789acdefghjklmnpqrstuvwxyz', 38)}`,
  (seed) => `0x${seed.from(HEX + 'ABCDEF', 40)}`,
  (seed) => seed.from('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', 44),
  (seed) => `4${seed.from('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', 94)}`,
  (seed) => `${seed.pick(['anna', 'jonas', 'lucie'])}${seed.pick(['berger', 'moreau', 'kowal'])}.eth`,
];

export const COORDINATES: ((seed: Seeded) => string)[] = [
  (seed) => `${seed.integer(36, 58)}.${seed.digits(4)},${seed.integer(2, 24)}.${seed.digits(4)}`,
  (seed) => `@${seed.integer(36, 58)}.${seed.digits(7)},${seed.integer(2, 24)}.${seed.digits(7)},17z`,
  (seed) =>
    `${seed.integer(36, 58)}°${seed.integer(10, 59)}'${seed.integer(10, 59)}"N ${seed.integer(10, 24)}°${seed.integer(10, 59)}'${seed.integer(10, 59)}"E`,
  (seed) => `N${seed.integer(36, 58)}.${seed.digits(5)} E${seed.integer(2, 24)}.${seed.digits(5)}`,
  (seed) => `geo:${seed.integer(36, 58)}.${seed.digits(4)},-${seed.integer(2, 24)}.${seed.digits(4)}`,
  (seed) => `${seed.integer(36, 58)}.${seed.digits(5)}_${seed.integer(2, 24)}.${seed.digits(5)}`,
  (seed) =>
    `8F${seed.from('VWX', 1)}${seed.from('23456789CFGHJMPQRVWX', 1)}${seed.from('23456789CFGHJMPQRVWX', 4)}+${seed.from('23456789CFGHJMPQRVWX', 2)}`,
  (seed) => `-${seed.integer(10, 33)}.${seed.digits(4)};${seed.integer(115, 153)}.${seed.digits(4)}`,
];

export const BIRTH: ((seed: Seeded) => string)[] = [
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${y}-${m}-${d}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${d}.${m}.${y}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${d}-${m}-${y}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${y}${m}${d}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${m}/${d}/${y}`;
  },
  (seed) => {
    const { y, d } = birth(seed);
    return `${d}-${seed.pick(['jan', 'mar', 'jul', 'oct'])}-${y}`;
  },
];

export const DEVICE: ((seed: Seeded) => string)[] = [
  (seed) => luhn(`35${seed.from(DIGITS, 12)}`),
  (seed) => luhn(`86${seed.from(DIGITS, 12)}`).replace(/(..)(......)(......)(.)/, '$1-$2-$3-$4'),
  (seed) => `${seed.pick(['26201', '23101', '20801'])}${seed.from(DIGITS, 10)}`,
  (seed) => luhn(`8949${seed.from(DIGITS, 14)}`),
  (seed) => `${seed.from(UPPER, 1)}02${seed.from('CDFGHJKLMNPQRTVWXY0123456789', 9)}`,
  (seed) => seed.from(HEX, 16),
  (seed) => `WVWZZZ1KZ${seed.pick([...'AB9'])}${seed.from(UPPER.replace(/[IOQ]/g, ''), 1)}${seed.digits(6)}`,
];

export const BANK: ((seed: Seeded) => string)[] = [
  (seed) => iban('DE', seed.from(DIGITS, 18)),
  (seed) => iban('AT', seed.from(DIGITS, 16)).replaceAll(/(.{4})(?=.)/g, '$1 '),
  (seed) => iban('PL', seed.from(DIGITS, 24)).replaceAll(/(.{4})(?=.)/g, '$1-'),
  (seed) => iban('NL', `ABNA${seed.from(DIGITS, 10)}`),
  (seed) => iban('FR', seed.from(DIGITS, 23)).toLowerCase(),
  (seed) => luhn(`4${seed.from(DIGITS, 14)}`),
  (seed) => luhn(`5${seed.from('12345', 1)}${seed.from(DIGITS, 13)}`).replaceAll(/(.{4})(?=.)/g, '$1 '),
  (seed) => luhn(`37${seed.from(DIGITS, 12)}`).replace(/(.{4})(.{6})(.{5})/, '$1-$2-$3'),
];
