/** Whatever a sender puts into a field, reading it costs at most twenty times an ordinary value, however long it may be. */
import { expect, it } from 'vitest';
import { originOf } from '#core/anonymize/referrer';
import { tooDear } from './cost.ts';
import { shapes } from './shapes.ts';

interface Field {
  readonly name: string;
  readonly read: (text: string) => unknown;
  readonly ordinary: readonly string[];
  readonly longest: number;
  readonly openings: readonly string[];
}

const OWN = new Set(['www.example.com']);
const FIELDS: readonly Field[] = [
  {
    name: 'referrer',
    read: (text) => originOf(text, OWN),
    ordinary: [
      'https://news.example.org/article',
      'https://www.google.com/',
      'https://de.wikipedia.org/wiki/Mikroskop',
      'https://bücher.example/',
    ],
    longest: 2048,
    openings: ['https://', 'http://a.', 'https://a@', 'https:/\t/', 'https://www.google.com/'],
  },
];

for (const { name, read, ordinary, longest, openings } of FIELDS) {
  it(`the dearest ${name} costs at most twenty ordinary ones`, () => {
    const work = [...shapes(longest, openings)].map(({ made, text }) => ({ made, run: () => read(text) }));
    let turn = 0;
    expect(tooDear(() => read(ordinary[turn++ % ordinary.length] ?? ''), work)).toEqual([]);
  });
}
