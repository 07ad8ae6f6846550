/** Reads a folder of the scrubber's corpus: its values with identifiers, and its lists of clean paths. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './case.ts';

export interface Corpus {
  readonly cases: readonly Case[];
  /** Lists of paths that name nobody: the name of the file and its lines. */
  readonly clean: readonly (readonly [name: string, paths: readonly string[]])[];
}

/** Reads every `.jsonl` and every `clean-*.txt` of a folder. */
export function readCorpus(folder: string): Corpus {
  const lines = (name: string): string[] => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
  const names = readdirSync(folder).toSorted();
  return {
    cases: names
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap(lines)
      .map((line) => JSON.parse(line) as Case),
    clean: names.filter((name) => name.startsWith('clean-')).map((name) => [name, lines(name)] as const),
  };
}
