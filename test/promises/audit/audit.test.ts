/**
 * The promise of a release, from log lines to the files that a web server publishes. Two worlds that differ in one
 * visitor-day run through the whole program with equal noise. Whatever then differs in public, including which files,
 * rows and names there are, must be what the noise covers.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { thorough } from '../../support/full-length.ts';
import { unexplained } from './compare-worlds.ts';
import { runLogWorld, type Way } from './log-worlds.ts';
import { AFTERWARDS, DIFFERENCES, EVERYBODY, type Difference } from './neighbours.ts';
import type { World } from './world.ts';

const worlds = new Map<string, Promise<World>>();
afterAll(async () => {
  for (const world of await Promise.all(worlds.values())) world.dispose();
});

/** Runs a world once: several cases are held against the same one. */
function worldOf(way: Way, name: string, visitorDays: Parameters<typeof runLogWorld>[1]): Promise<World> {
  const key = `${way} ${name}`;
  const world = worlds.get(key) ?? runLogWorld(way, visitorDays);
  worlds.set(key, world);
  return world;
}

interface Case {
  readonly name: keyof typeof DIFFERENCES;
  readonly way: Way;
}

async function expectNoiseAlone({ name, way }: Case): Promise<void> {
  const { visitorDay, before }: Difference = DIFFERENCES[name];
  const shared = before === undefined ? EVERYBODY : [...EVERYBODY, before];
  const without = await worldOf(way, before === undefined ? '' : `before ${name}`, shared);
  const neighbour = await worldOf(way, name, [...shared, visitorDay]);
  expect(unexplained(without.public(), neighbour.public())).toEqual([]);
  // Had the noise made the releases equal, then nothing else in public would differ.
  neighbour.adoptReleases(without);
  await neighbour.take([{ at: AFTERWARDS, words: ['release'] }]);
  const [a, b] = [without.public().files, neighbour.public().files];
  expect([...b.keys()]).toEqual([...a.keys()]);
  for (const [path, content] of a) expect(b.get(path)?.equals(content), path).toBe(true);
}

const QUICK: readonly Case[] = [
  { way: 'in one file', name: 'is heavy beyond every bound' },
  { way: 'in one file', name: 'is alone on its day' },
  { way: 'in one file', name: 'brings an unlisted page to its threshold' },
  { way: 'in two files', name: 'stands in two files' },
  { way: 'every night', name: 'stands on both sides of a rotation' },
];
const WAYS: readonly Way[] = ['in one file', 'in two files', 'every night'];
const REST = (Object.keys(DIFFERENCES) as (keyof typeof DIFFERENCES)[])
  .flatMap((name) => WAYS.map((way) => ({ name, way })))
  .filter(({ name, way }) => !QUICK.some((quick) => quick.name === name && quick.way === way));

describe('two worlds that differ in one visitor-day', () => {
  it.each(QUICK)('differ in public by noise alone where it $name, and logs come $way', expectNoiseAlone);
  thorough.each(REST)('differ in public by noise alone where it $name, and logs come $way', expectNoiseAlone);
});
