/** Kept half: numbers of shops, banks, devices and machines; wallets, places, dates of birth. Every value is drawn. */
import { birth } from './births.ts';
import { iban, luhn } from './check-digits.ts';
import { DIGITS, HEX, UPPER, type Seeded } from './seeded.ts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
type Makers = readonly ((seed: Seeded) => string)[];

export const ORDER: Makers = [
  (seed) => `SO-00${seed.digits(4)}`,
  (seed) => `${seed.integer(2019, 2026)}-000${seed.digits(3)}`,
  (seed) => `PO${seed.digits(5)}`,
  (seed) => `C-${seed.digits(6)}`,
  (seed) => `R-${seed.integer(2019, 2026)}-0${seed.digits(3)}`,
  (seed) => `1000${seed.digits(5)}`,
  (seed) => `30${seed.digits(1)}-${seed.digits(7)}-${seed.digits(7)}`,
  (seed) => `KN ${seed.digits(4)}-${seed.digits(2)}`,
  (seed) => `JJD00${seed.digits(16)}`,
  (seed) => `CP${seed.digits(9)}PL`,
  (seed) => `FV/${seed.digits(3)}/${seed.integer(2019, 2026)}`,
  (seed) => `W000${seed.digits(5)}`,
  (seed) => `${seed.digits(5)}-${seed.from(UPPER, 2)}`,
];
export const WALLET: Makers = [
  (seed) => `ltc1q${seed.from('023456789acdefghjklmnpqrstuvwxyz', 38)}`,
  (seed) => `D${seed.from(BASE58, 33)}`,
  (seed) => `r${seed.from(BASE58, 32)}`,
  (seed) => `T${seed.from(BASE58, 33)}`,
  (seed) => `addr1${seed.from('023456789acdefghjklmnpqrstuvwxyz', 53)}`,
  (seed) => `bitcoincash:q${seed.from('023456789acdefghjklmnpqrstuvwxyz', 41)}`,
  (seed) => `cosmos1${seed.from('023456789acdefghjklmnpqrstuvwxyz', 38)}`,
  (seed) => `bc1p${seed.from('023456789acdefghjklmnpqrstuvwxyz', 58)}`,
  (seed) => `0x${seed.from(HEX, 64)}`,
  (seed) => `ethereum:0x${seed.from(HEX, 40)}`,
  (seed) => `${seed.pick(['petra', 'lucas', 'irina'])}${seed.pick(['novak', 'sato', 'orlov'])}.eth`,
];
const lat = (seed: Seeded, places: number): string => `${seed.integer(35, 59)}.${seed.digits(places)}`;
const lon = (seed: Seeded, places: number): string => `${seed.integer(1, 29)}.${seed.digits(places)}`;
export const COORDINATES: Makers = [
  (seed) => `${lat(seed, 4)}N,${lon(seed, 4)}E`,
  (seed) => `lat-${lat(seed, 5)}-lng-${lon(seed, 5)}`,
  (seed) => `${lat(seed, 6)}, ${lon(seed, 6)}`,
  (seed) => `${lat(seed, 5)}/${lon(seed, 5)}`,
  (seed) => `-${seed.integer(10, 40)}.${seed.digits(5)},${seed.integer(100, 175)}.${seed.digits(5)},12`,
  (seed) => `lat=${lat(seed, 4)}&lon=${lon(seed, 4)}`,
  (seed) =>
    `${seed.integer(35, 59)}\u00B0${seed.integer(10, 59)}.${seed.digits(3)}'N ${seed.integer(10, 29)}\u00B0${seed.integer(10, 59)}.${seed.digits(3)}'E`,
  (seed) =>
    `${seed.integer(10, 59)}\u00B0${seed.integer(10, 59)}\u2032${seed.integer(10, 59)}\u2033N, ${seed.integer(10, 59)}\u00B0${seed.integer(10, 59)}\u2032${seed.integer(10, 59)}\u2033W`,
  (seed) => `9C${seed.from('34', 1)}W${seed.from('CFGHJMPQRVWX2345', 4)}+${seed.from('CFGHJMPQ', 2)}`,
  (seed) => `33UXP${seed.digits(5)}${seed.digits(5)}`,
  (seed) => `33U ${seed.digits(6)} 5${seed.digits(6)}`,
];
const month = ['january', 'march', 'june', 'october'];
export const BIRTH: Makers = [
  (seed) => {
    const { y, d } = birth(seed);
    return `${Number(d)}th-${seed.pick(month)}-${y}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${y}/${m}/${d}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${Number(d)}.${Number(m)}.${y}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${d}_${m}_${y}`;
  },
  (seed) => {
    const { y, d } = birth(seed);
    return `${seed.pick(month)}-${Number(d)}-${y}`;
  },
  (seed) => {
    const { y, d } = birth(seed);
    return `${Number(d)}-${seed.pick(['mars', 'juin', 'maerz', 'marzo', 'maj'])}-${y}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${d}${m}${y}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${y}.${m}.${d}`;
  },
  (seed) => {
    const { y, m, d } = birth(seed);
    return `${d} ${m} ${y}`;
  },
];
export const DEVICE: Makers = [
  (seed) => luhn(`35${seed.from(DIGITS, 12)}`).replace(/(.{2})(.{6})(.{6})(.)/, '$1 $2 $3 $4'),
  (seed) => `A0${seed.from(HEX.toUpperCase(), 12)}`,
  (seed) => luhn(`8943${seed.from(DIGITS, 14)}`).replaceAll(/(.{4})(?=.)/g, '$1 '),
  (seed) => `SN-${seed.from(UPPER + DIGITS, 2)}${seed.digits(7)}`,
  (seed) =>
    `WBA${seed.from('ABCDEFGHJKLMNPRSTUVWXYZ0123456789', 5)}0${seed.from(UPPER.replaceAll(/[IOQ]/g, ''), 1)}${seed.digits(7)}`,
  (seed) =>
    `${seed.pick(['F2L', 'DNP', 'C39'])}${seed.from('CDFGHJKLMNPQRTVWXY0123456789', 5)}${seed.digits(2)}${seed.from(UPPER, 2)}`,
  (seed) => `${seed.pick(['310260', '26202', '20810'])}${seed.digits(9)}`,
  (seed) => `${seed.from(HEX.toUpperCase(), 8)}-${seed.from(HEX.toUpperCase(), 16)}`,
  (seed) => `R58${seed.from(UPPER, 1)}${seed.digits(2)}${seed.from(UPPER + DIGITS, 4)}${seed.digits(1)}`,
];
export const BANK: Makers = [
  (seed) => iban('GB', `NWBK${seed.from(DIGITS, 14)}`),
  (seed) => iban('CH', `0${seed.from(DIGITS, 16)}`).replaceAll(/(.{4})(?=.)/g, '$1 '),
  (seed) => iban('ES', seed.from(DIGITS, 20)).replaceAll(/(.{4})(?=.)/g, '$1.'),
  (seed) => iban('IT', `X${seed.from(DIGITS, 22)}`),
  (seed) => iban('BE', seed.from(DIGITS, 12)).toLowerCase(),
  (seed) => iban('NO', seed.from(DIGITS, 11)),
  (seed) => luhn(`6011${seed.from(DIGITS, 11)}`).replaceAll(/(.{4})(?=.)/g, '$1.'),
  (seed) => luhn(`35${seed.from(DIGITS, 13)}`),
  (seed) => luhn(`36${seed.from(DIGITS, 11)}`),
  (seed) => `${seed.digits(2)}-${seed.digits(2)}-${seed.digits(2)} ${seed.digits(8)}`,
  (seed) => luhn(`4${seed.from(DIGITS, 14)}`).replaceAll(/(.{4})(?=.)/g, '$1_'),
];
const bytes = (seed: Seeded): number[] => Array.from({ length: 4 }, () => seed.integer(11, 223));
export const ADDRESS: Makers = [
  (seed) => `${bytes(seed).join('.')}/24`,
  (seed) =>
    bytes(seed)
      .map((byte) => `0${byte.toString(8).padStart(3, '0')}`)
      .join('.'),
  (seed) => `ec2-${bytes(seed).join('-')}.compute.amazonaws.com`,
  (seed) => `${bytes(seed).join('.')}.in-addr.arpa`,
  (seed) => bytes(seed).join(','),
  (seed) => `client_${bytes(seed).join('_')}_dsl`,
  (seed) => bytes(seed).join('[.]'),
  (seed) => String(seed.integer(3_000_000_000, 4_200_000_000)),
  (seed) => bytes(seed).join('(.)'),
  (seed) => `http:${bytes(seed).join('.')}`,
];
const hextets = (seed: Seeded, count: number): string[] =>
  Array.from({ length: count }, () => seed.from(HEX.slice(1), 4));
export const ADDRESS6: Makers = [
  (seed) => `2003:${hextets(seed, 7).join(':').toUpperCase()}`,
  (seed) => `[2001:16b8:${hextets(seed, 6).join(':')}]:443`,
  (seed) => `2001_db8_${hextets(seed, 6).join('_')}`,
  (seed) => `::ffff:${hextets(seed, 2).join(':')}`,
  (seed) => `fd${seed.from(HEX, 2)}:${hextets(seed, 3).join(':')}::${hextets(seed, 1).join('')}`,
  (seed) => `${[...seed.from(HEX, 32)].join('.')}.ip6.arpa`,
  (seed) => `2a0${seed.digits(1)}:${hextets(seed, 2).join(':')}::${hextets(seed, 2).join(':')}`,
];
const pairs = (seed: Seeded, count = 6): string[] => Array.from({ length: count }, () => seed.from(HEX, 2));
export const MAC: Makers = [
  (seed) => pairs(seed).join(' '),
  (seed) => `mac-${pairs(seed).join('')}`,
  (seed) => `${seed.from(HEX, 4)}:${seed.from(HEX, 4)}:${seed.from(HEX, 4)}`,
  (seed) => pairs(seed).join('.').toUpperCase(),
  (seed) => `${seed.from(HEX, 6)}-${seed.from(HEX, 6)}`,
  (seed) => pairs(seed, 8).join('-'),
  (seed) => pairs(seed).join(':').toUpperCase(),
];
