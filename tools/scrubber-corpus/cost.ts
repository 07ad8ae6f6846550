/**
 * Measures what scrubbing costs: 100,000 ordinary paths and hostile ones, of this tree and of another in turn.
 * `npm run measure:scrubber-cost -- [--tree FOLDER] [--against FOLDER] [--rounds N]`.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Case, Place } from './case.ts';
import { loadMeasured } from './load-measured.ts';
import { storedBy } from './stored.ts';

const { values } = parseArgs({
  options: {
    tree: { type: 'string', default: '.' },
    against: { type: 'string' },
    rounds: { type: 'string', default: '7' },
  },
});
const DATA = 'test/data';
const clean = readdirSync(join(DATA, 'scrubber/open'))
  .filter((name) => name.startsWith('clean-'))
  .flatMap((name) =>
    readFileSync(join(DATA, 'scrubber/open', name), 'utf8')
      .trimEnd()
      .split('\n'),
  );
const log = gunzipSync(readFileSync(join(DATA, 'apache_access_2015.log.gz')))
  .toString()
  .split('\n')
  .map((line) => /"(?:GET|HEAD|POST) (\S+)/.exec(line)?.[1])
  .filter((path) => path !== undefined);
type Arriving = Pick<Case, 'at' | 'value'>;
const ordinary = (list: readonly string[]): Arriving[] =>
  Array.from({ length: 100_000 }, (_, at) => ({ at: 'path', value: list[at % list.length]! }));

/** Units that make long paths of one kind; twice the length may take about twice the time. */
const UNITS: Readonly<Record<string, string>> = {
  'at signs': 'a@',
  'dots and at': 'a.b@',
  numbers: '12-34/',
  brackets: '(((',
  escapes: '%25',
  'wrong escapes': '/%C3',
  colons: 'ab:12:',
  'words of tokens': 'token/',
  'at in words': 'a-at-b-dot-',
  letters: 'qwxz',
  equals: 'a=b;',
  coordinates: '48.1,',
  hex: 'a1b2',
  spaces: 'a%20@%20',
  slashes: 'a/1/',
  dashes: '1-2-',
  entities: '&%2364',
  'full width': '%EF%BC%A0',
  quotes: '%22a%22',
};

async function timer(tree: string): Promise<(values: readonly Arriving[]) => number> {
  const stored = storedBy(await loadMeasured(tree));
  return (values) => {
    const start = process.cpuUsage();
    for (const one of values) stored(one);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / values.length;
  };
}
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

const trees = [values.tree, values.against].filter((tree) => tree !== undefined);
const timers = await Promise.all(trees.map(timer));
const print = (text: string): void => void process.stdout.write(`${text}\n`);
for (const [title, list] of [
  ['clean paths of the corpus', ordinary(clean)],
  ['paths of the sample log', ordinary(log)],
] as const) {
  const costs = timers.map((): number[] => []);
  for (let round = 0; round < Number(values.rounds); round++)
    timers.forEach((time, at) => costs[at]!.push(time(list)));
  print(`${title}: ${costs.map((all, at) => `${trees[at]} ${median(all).toFixed(2)} us a path`).join(', ')}`);
}
for (const [name, unit] of Object.entries(UNITS)) {
  const of = (at: Place, length: number): Arriving[] => {
    const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    return Array.from({ length: 50 }, () => ({ at, value: at === 'path' ? `/${text}` : text }));
  };
  const cells = timers.map((time) => {
    const cost = (at: Place, length: number): string =>
      median(Array.from({ length: 9 }, () => time(of(at, length)))).toFixed(0);
    return `${cost('prop', 64)}, ${cost('prop', 250)}; ${cost('path', 1000)}, ${cost('path', 4000)} us`;
  });
  print(`hostile, ${name}, props of 64 and 250 and paths of 1,000 and 4,000: ${cells.join(' against ')}`);
}
