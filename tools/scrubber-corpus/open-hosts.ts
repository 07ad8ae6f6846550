/** Open half: hosts of outbound links and referrers that name somebody. Every value is drawn, none is real. */
import type { Case } from './case.ts';
import { FIRST, LAST } from './people.ts';
import { HEX, type Seeded } from './seeded.ts';

/** Returns the cases of hosts. */
export function openHosts(seed: Seeded): readonly Case[] {
  const kind = 'host of an outbound link';
  const hosts: ((name: string) => string)[] = [
    (name) => `${name}.github.io`,
    (name) => `${name}.local`,
    (name) => `https://${name}.wordpress.com/about`,
    (name) => `${name}s-macbook.fritz.box`,
    (name) => `${name}.intern.firma.de`,
    (name) => `${name}:geheim@ftp.example.org`,
    (name) => `${name}-pc`,
    (name) => `${name}.tumblr.com`,
    (name) => `https://${name}.netlify.app/`,
    (name) => `${name}.home.arpa:8080`,
  ];
  return Array.from({ length: 70 }, (_, turn): Case => {
    const name = `${seed.pick(FIRST)}${seed.pick(LAST)}`;
    const address = turn % 10 === 9;
    const value = address
      ? `${seed.pick(['192.168', '10.0'])}.${seed.integer(2, 250)}.${seed.integer(2, 250)}:3000`
      : hosts[turn % hosts.length]!(name);
    return {
      kind,
      at: turn % 3 === 0 && !address ? 'referrer' : 'outbound',
      value: turn % 3 === 0 && !address && !value.startsWith('http') ? `http://${value}/` : value,
      secrets: [address ? value.split(':')[0]! : name],
    };
  }).concat(
    Array.from({ length: 6 }, (): Case => {
      const mac = seed.from(HEX, 6);
      return { kind, at: 'outbound', value: `printer-${mac}.lan`, secrets: [mac] };
    }),
  );
}
