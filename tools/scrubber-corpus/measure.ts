/**
 * Measures the scrubber over the corpora: recall by kind, and the share of clean paths that it touches by language.
 * `npm run measure:scrubber -- [--tree FOLDER] [--corpus FOLDER] [--misses] [--json]`; `--tree` names the sources of
 * another commit.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import type { Case } from './case.ts';
import { storedBy, type Measured } from './stored.ts';
import { tallyAttacks, tallyClean, type Tally } from './tally.ts';

const { values } = parseArgs({
  options: {
    tree: { type: 'string', default: '.' },
    corpus: { type: 'string', default: 'test/data/scrubber' },
    misses: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

/** Bundles the sources of a tree, which need not be built. */
async function load(tree: string): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-scrubber-'));
  try {
    const outfile = join(folder, 'measured.mjs');
    const contents = [
      'anonymize/anonymize-event',
      'anonymize/derived-cache',
      'config/compile',
      'config/parse-config',
    ]
      .map((name) => `export * from './core/${name}.ts';`)
      .join('\n');
    buildSync({
      stdin: { contents, resolveDir: resolve(tree), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['headcount-source'],
      nodePaths: [resolve('node_modules')],
      outfile,
      logLevel: 'error',
    });
    return (await import(pathToFileURL(outfile).href)) as Measured;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const stored = storedBy(await load(values.tree));
const lines = (name: string): string[] =>
  readFileSync(join(values.corpus, name), 'utf8').trimEnd().split('\n');
const names = readdirSync(values.corpus);
const cases = names
  .filter((name) => name.endsWith('.jsonl'))
  .flatMap(lines)
  .map((line) => JSON.parse(line) as Case);
const attacks = tallyAttacks(cases, stored);
const clean = names.filter((name) => name.startsWith('clean-')).map((name) => [name, lines(name)] as const);
const touched = tallyClean(clean, stored);

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const percent = ({ hits, of }: Tally): string =>
  `${((100 * hits) / of).toFixed(1).padStart(5)} %  ${hits} of ${of}`;
const sum = (tallies: readonly Tally[]): Tally => ({
  hits: tallies.reduce((total, { hits }) => total + hits, 0),
  of: tallies.reduce((total, { of }) => total + of, 0),
  examples: [],
});
if (values.json) print(JSON.stringify({ attacks: [...attacks], clean: [...touched] }));
else {
  for (const [title, tallies] of [
    ['found', attacks],
    ['clean paths touched', touched],
  ] as const) {
    print(`\n${title}`);
    for (const [name, tally] of tallies) {
      print(`  ${name.padEnd(48)} ${percent(tally)}`);
      if (values.misses) for (const example of tally.examples) print(`      ${example}`);
    }
    if (tallies.size > 0) print(`  ${'all'.padEnd(48)} ${percent(sum([...tallies.values()]))}`);
  }
}
