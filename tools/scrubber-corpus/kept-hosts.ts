/** Kept half: hosts of outbound links and referrers that name somebody. Every value is drawn, none is real. */
import type { Case } from './case.ts';
import { FIRST, LAST } from './kept-people.ts';
import type { Seeded } from './seeded.ts';

const SHAPES: readonly ((name: string) => string)[] = [
  (name) => `${name}.gitlab.io`,
  (name) => `https://${name}.blogspot.com/2024/`,
  (name) => `${name}.lan`,
  (name) => `${name}s-iphone.local`,
  (name) => `${name}.substack.com`,
  (name) => `http://${name}.localdomain:8000/x`,
  (name) => `${name}.synology.me`,
  (name) => `https://${name}:pw@cloud.example.com/`,
  (name) => `${name}.vercel.app`,
  (name) => `${name}.corp`,
  (name) => `${name}.freeboxos.fr`,
  (name) => `laptop-${name}`,
  (name) => `${name}.pages.dev`,
  (name) => `${name}.fritz.box`,
  (name) => `${name}.kunden.example.co.uk`,
  (name) => `${name}@sftp.example.net`,
];

/** Returns the cases of hosts. */
export function keptHosts(seed: Seeded): readonly Case[] {
  return Array.from({ length: 80 }, (_, turn): Case => {
    const name = `${seed.pick(FIRST)}${seed.pick(LAST)}`;
    const value = SHAPES[turn % SHAPES.length]!(name);
    const isReferrer = turn % 5 === 0;
    return {
      kind: 'host of an outbound link',
      at: isReferrer ? 'referrer' : 'outbound',
      value: isReferrer && !value.includes('://') ? `https://${value}/` : value,
      secrets: [name],
    };
  });
}
