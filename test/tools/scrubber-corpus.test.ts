/** The scrubber's corpora are frozen: no case is dropped because it is missed, none is added because it is found. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptCases } from '../../tools/scrubber-corpus/kept-cases.ts';
import { openCases } from '../../tools/scrubber-corpus/open-cases.ts';

const FOLDER = join(import.meta.dirname, '../data/scrubber');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const SUMS = JSON.parse(read('checksums.json')) as Record<string, string>;

describe("the scrubber's corpus", () => {
  it.each(Object.entries(SUMS))('keeps %s as it was frozen', (name, sum) => {
    expect(sha256(read(name))).toBe(sum);
  });

  it('has a checksum of each of its files', () => {
    const files = ['by-hand', 'kept', 'open'].flatMap((half) =>
      readdirSync(join(FOLDER, half))
        .toSorted()
        .map((name) => `${half}/${name}`),
    );
    expect(Object.keys(SUMS)).toStrictEqual(files);
  });
});

describe.each([
  ['open', openCases()],
  ['kept', keptCases()],
])('the half "%s"', (half, cases) => {
  it('has at least 60 cases of each of its 25 kinds or more, and no case twice', () => {
    const kinds = [...new Set(cases.map(({ kind }) => kind))];
    expect(kinds.length).toBeGreaterThanOrEqual(25);
    for (const kind of kinds)
      expect(cases.filter((one) => one.kind === kind).length, kind).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(({ at, value }) => `${at} ${value}`)).size).toBe(cases.length);
  });

  it('is what its script builds', () => {
    expect(cases.map((one) => JSON.stringify(one))).toStrictEqual(
      read(`${half}/values.jsonl`).trimEnd().split('\n'),
    );
  });
});
