/** Open half: addresses of machines. Every value is drawn, none is real. */
import { HEX, type Seeded } from './seeded.ts';

const hexes = (seed: Seeded, count: number): string[] =>
  Array.from({ length: count }, () => seed.from(HEX, 2));
const bytes = (seed: Seeded): number[] => Array.from({ length: 4 }, () => seed.integer(11, 223));
const words6 = (seed: Seeded, count: number): string[] =>
  Array.from({ length: count }, () => seed.from(HEX.slice(1), 4));

export const ADDRESS: ((seed: Seeded) => string)[] = [
  (seed) => bytes(seed).join('.'),
  (seed) => bytes(seed).join('-'),
  (seed) => `ip-${bytes(seed).join('-')}`,
  (seed) => `0x${hexes(seed, 4).join('')}`,
  (seed) => `${bytes(seed).join('.')}:8080`,
  (seed) =>
    bytes(seed)
      .map((byte) => `0x${byte.toString(16).padStart(2, '0')}`)
      .join('.'),
  (seed) => bytes(seed).join('_'),
  (seed) => `[${bytes(seed).join('[.]')}]`,
];

export const ADDRESS6: ((seed: Seeded) => string)[] = [
  (seed) => `2001:db8:${words6(seed, 6).join(':')}`,
  (seed) => `2a02:${words6(seed, 1)}::${words6(seed, 2).join(':')}`,
  (seed) => `fe80::${words6(seed, 4).join(':')}%eth0`,
  (seed) => `[2a01:${words6(seed, 3).join(':')}::1]`,
  (seed) => `2001-db8-${words6(seed, 6).join('-')}`,
  (seed) => `::ffff:${bytes(seed).join('.')}`,
  (seed) => `2a00:${words6(seed, 3).join(':')}::/64`,
];

export const MAC: ((seed: Seeded) => string)[] = [
  (seed) => hexes(seed, 6).join(':'),
  (seed) => hexes(seed, 6).join('-').toUpperCase(),
  (seed) => [seed.from(HEX, 4), seed.from(HEX, 4), seed.from(HEX, 4)].join('.'),
  (seed) => seed.from(HEX, 12).replace(/^\d+$/, 'a0b1c2d3e4f5'),
  (seed) => hexes(seed, 8).join(':').toUpperCase(),
  (seed) => hexes(seed, 6).join('_'),
];
