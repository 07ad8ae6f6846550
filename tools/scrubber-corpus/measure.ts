/**
 * Measures the scrubber over the corpora: recall by kind, and the share of clean paths that it touches by language.
 * `npm run measure:scrubber -- [--tree FOLDER] [--corpus FOLDER] [--misses] [--json]`; `--tree` names the sources of
 * another commit.
 */
import { parseArgs } from 'node:util';
import { loadMeasured } from './load-measured.ts';
import { readCorpus } from './read-corpus.ts';
import { storedBy } from './stored.ts';
import { tallyAttacks, tallyClean, type Tally } from './tally.ts';

const { values } = parseArgs({
  options: {
    tree: { type: 'string', default: '.' },
    corpus: { type: 'string', default: 'test/data/scrubber/open' },
    misses: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const stored = storedBy(await loadMeasured(values.tree));
const { cases, clean } = readCorpus(values.corpus);
const attacks = tallyAttacks(cases, stored);
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
