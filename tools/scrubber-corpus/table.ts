/**
 * Prints the scrubber's figures as a table in Markdown: each folder of the corpus, of another commit and of this one.
 * `node dist/tools/scrubber-corpus/table.js BEFORE_TREE [FOLDER...]`.
 */
import { loadMeasured } from './load-measured.ts';
import { readCorpus } from './read-corpus.ts';
import { storedBy } from './stored.ts';
import { tallyAttacks, tallyClean, type Tally } from './tally.ts';

const [before, ...folders] = process.argv.slice(2);
const trees = await Promise.all([before!, '.'].map(async (tree) => storedBy(await loadMeasured(tree))));
const corpora = folders.map(readCorpus);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

function rows(
  of: (corpus: (typeof corpora)[number], tree: (typeof trees)[number]) => ReadonlyMap<string, Tally>,
): void {
  const columns = corpora.flatMap((corpus) => trees.map((tree) => of(corpus, tree)));
  const cell = (tally: Tally | undefined): string =>
    tally === undefined ? '' : ((100 * tally.hits) / tally.of).toFixed(1);
  for (const name of new Set(columns.flatMap((column) => [...column.keys()])))
    print(`| ${name} | ${columns.map((column) => cell(column.get(name))).join(' | ')} |`);
  const all = columns.map((column) => {
    const tallies = [...column.values()];
    const [hits, total] = tallies.reduce(([a, b], tally) => [a + tally.hits, b + tally.of], [0, 0]);
    return `${((100 * hits) / total).toFixed(1)} of ${total.toLocaleString('en')}`;
  });
  print(`| all | ${all.join(' | ')} |`);
}

print(
  `| found, in 100 | ${folders.flatMap((folder) => [`${folder} before`, `${folder} after`]).join(' | ')} |`,
);
print(`|---|${folders.flatMap(() => ['---', '---']).join('|')}|`);
rows(({ cases }, stored) => tallyAttacks(cases, stored));
print('');
print(
  `| touched, in 100 | ${folders.flatMap((folder) => [`${folder} before`, `${folder} after`]).join(' | ')} |`,
);
print(`|---|${folders.flatMap(() => ['---', '---']).join('|')}|`);
rows(({ clean }, stored) => tallyClean(clean, stored));
