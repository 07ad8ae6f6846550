/**
 * Measures the precision that readers get: the relative error of each released table at four sizes of a site, beside
 * two yardsticks over the same figures: suppression under k = 10 alone (which protects nobody), and Wikimedia's
 * published parameters (discrete Gaussian of sigma 18.26 for up to 10 pages per visitor-day, cells shown above 90). No
 * clock is involved: the same seed gives the same table. --write puts it into docs/accuracy.md; --short draws 3 times
 * in place of 25.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { discreteGaussian } from '../../dist/core/disclosure/discrete-gaussian.js';
import { drawTable } from '../../dist/core/disclosure/draw-table.js';
import { PROFILES } from '../../dist/core/disclosure/profiles.js';
import { releaseCatalogue } from '../../dist/core/disclosure/release-catalogue.js';
import { cellName, publicCells } from '../../dist/core/disclosure/vocabularies.js';
import { listedNames } from '../../dist/core/disclosure/listed-names.js';
import { compileConfig } from '../../dist/core/config/compile.js';
import { parseConfig } from '../../dist/core/config/parse-config.js';
import { DEFAULT_BOUNDS } from '../../dist/core/facts/fact.js';
import { FACTS } from '../../dist/queries/facts/catalogue.js';
import { seededBits } from './seeded-bits.mjs';

const SIZES = [100, 1_000, 10_000, 1_000_000];
const RUNS = process.argv.includes('--short') ? 3 : 25;
const PATHS = 300;
const TOPICS = 8;
const GOALS = 4;
const config = parseConfig(
  JSON.stringify({
    sites: [
      {
        id: 's',
        hosts: ['s.example'],
        published: Array.from({ length: PATHS / 2 }, (_, index) => `/p/${2 * index}`),
        goals: Array.from({ length: GOALS }, (_, index) => `g${index}`),
        topics: Array.from({ length: TOPICS }, (_, index) => ({
          name: `T${index}`,
          paths: [`/t${index}/*`],
        })),
        campaigns: ['c0', 'c1'],
      },
    ],
  }),
);
const site = compileConfig(config).site('s');

/**
 * Cells of a table: `of` names them, `parts` gives each its part of the visitor-days (Zipf), `touch` is the number of
 * cells per visitor-day.
 */
const zipf = (count, exponent, total) => {
  const weights = Array.from({ length: count }, (_, index) => 1 / (index + 1) ** exponent);
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => (total * weight) / sum);
};
const listed = listedNames(site);
const firstOf = (name, count) => publicCells([name], listed).slice(0, count);
const TABLES = {
  pages: { cells: Array.from({ length: PATHS }, (_, index) => [`/p/${index}`]), parts: zipf(PATHS, 1, 2.2) },
  landings: {
    cells: Array.from({ length: PATHS }, (_, index) => [`/p/${index}`]),
    parts: zipf(PATHS, 1.1, 0.9),
  },
  sources: { cells: firstOf('sources', 60), parts: zipf(60, 1.5, 1) },
  referrers: { cells: firstOf('referrers', 80), parts: zipf(80, 1.5, 0.6) },
  campaigns: { cells: [['c0'], ['c1'], ['c2'], ['c3']], parts: [0.05, 0.03, 0.02, 0.005] },
  countries: { cells: firstOf('countries', 90), parts: zipf(90, 1.7, 1) },
  languages: { cells: firstOf('languages', 40), parts: zipf(40, 1.7, 1) },
  devices: { cells: firstOf('devices', 3), parts: [0.55, 0.4, 0.05] },
  browsers: { cells: firstOf('browsers', 15), parts: zipf(15, 1.5, 1) },
  systems: { cells: firstOf('systems', 8), parts: zipf(8, 1.2, 1) },
  screens: { cells: firstOf('screens', 5), parts: [0.35, 0.05, 0.05, 0.2, 0.35] },
  depth: { cells: firstOf('depths', 6), parts: [0.01, 0.55, 0.18, 0.16, 0.07, 0.03] },
  hours: {
    cells: publicCells(['weekdays', 'hours'], listed),
    parts: publicCells(['weekdays', 'hours'], listed).map(([, hour]) =>
      hour > 7 && hour < 22 ? 0.011 : 0.003,
    ),
  },
  topics: { cells: firstOf('topics', TOPICS), parts: zipf(TOPICS, 0.8, 1.1) },
  topics_by: {
    cells: publicCells(['topics', 'markets'], listed).filter(([, , value]) =>
      ['DE', 'FR', 'US', 'search', 'direct', 'referral'].includes(value),
    ),
    parts: [],
  },
  goals: { cells: firstOf('goals', GOALS), parts: [0.03, 0.02, 0.01, 0.005] },
  names: {
    cells: [...firstOf('goals', GOALS), ['outbound'], ['own']],
    parts: [0.03, 0.02, 0.01, 0.005, 0.06, 0.02],
  },
};
TABLES.topics_by.parts = TABLES.topics_by.cells.map(
  ([topic, , value]) =>
    (zipf(TOPICS, 0.8, 1.1)[Number(topic.slice(1))] ?? 0.1) *
    ({ DE: 0.5, FR: 0.1, US: 0.1, search: 0.4, direct: 0.4, referral: 0.1 }[value] ?? 0.05),
);

/**
 * Returns the median of the relative errors, each cell weighted by its visitor-days; a cell that is not shown counts as
 * off by 100 %.
 */
function weightedMedian(pairs) {
  const sorted = pairs.filter(({ truth }) => truth > 0).toSorted((a, b) => a.error - b.error);
  const half = sorted.reduce((sum, one) => sum + one.truth, 0) / 2;
  let seen = 0;
  for (const one of sorted) if ((seen += one.truth) >= half) return one.error;
  return 1;
}

const specs = releaseCatalogue(FACTS, 'month', DEFAULT_BOUNDS, PROFILES.default).filter(
  (spec) => TABLES[spec.name] !== undefined,
);
const WIKIMEDIA = { numerator: 1000n, denominator: 3n };

function errorsAt(spec, visitors, bits) {
  const { cells, parts } = TABLES[spec.name];
  const measure = spec.measures[0];
  const truth = new Map(
    cells.map((keys, index) => [cellName(keys), Math.round(visitors * (parts[index] ?? 0))]),
  );
  const rows = cells
    .map((keys) => ({
      ...Object.fromEntries(spec.keys.map((key, index) => [key, keys[index]])),
      ...Object.fromEntries(spec.measures.map((one) => [one.name, truth.get(cellName(keys))])),
    }))
    .filter((row) => row[measure.name] > 0);
  const drawn = drawTable(spec, rows, publicCells(spec.cells, listed), (variance) =>
    discreteGaussian(variance, bits),
  );
  const shown = new Map(
    drawn.cells
      .filter((cell) => !cell.public || cell.noisy[measure.name] >= drawn.floor)
      .map((cell) => [cellName(cell.keys), cell.noisy[measure.name]]),
  );
  const error = (name, figure) => ({
    truth: truth.get(name),
    error: figure === undefined ? 1 : Math.min(1, Math.abs(figure - truth.get(name)) / truth.get(name)),
  });
  const names = [...truth.keys()];
  return {
    ours: weightedMedian(names.map((name) => error(name, shown.get(name)))),
    k: weightedMedian(names.map((name) => error(name, truth.get(name) >= 10 ? truth.get(name) : undefined))),
    wikimedia: weightedMedian(
      names.map((name) => {
        const noisy = truth.get(name) + Number(discreteGaussian(WIKIMEDIA, bits));
        return error(name, noisy > 90 ? noisy : undefined);
      }),
    ),
  };
}

const percent = (value) =>
  value >= 0.995
    ? '–'
    : value === 0
      ? '0'
      : value < 0.0005
        ? '< 0.05 %'
        : `${(value * 100).toFixed(value < 0.01 ? 2 : value < 0.1 ? 1 : 0)} %`;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const lines = [
  '| table | ' + SIZES.map((size) => size.toLocaleString('en')).join(' | ') + ' |',
  `|---|${SIZES.map(() => '---').join('|')}|`,
];
const bits = seededBits(20261124);
for (const spec of specs) {
  const row = SIZES.map((size) => {
    const runs = Array.from({ length: RUNS }, () => errorsAt(spec, size, bits));
    return ['ours', 'k', 'wikimedia']
      .map((name) => percent(median(runs.map((run) => run[name]))))
      .join(' / ');
  });
  lines.push(`| ${spec.name} | ${row.join(' | ')} |`);
}
process.stdout.write(
  `accuracy: median relative error by visitor-days a month, ours / k = 10 alone / Wikimedia's parameters (ratio of the first to the last is what the split of the budget gains)\n${lines.join('\n')}\n`,
);

if (process.argv.includes('--write')) {
  const file = join(import.meta.dirname, '../../docs/accuracy.md');
  const page = readFileSync(file, 'utf8');
  const [begin, end] = ['<!-- utility:begin -->', '<!-- utility:end -->'];
  writeFileSync(
    file,
    `${page.slice(0, page.indexOf(begin) + begin.length)}\n${lines.join('\n')}\n${page.slice(page.indexOf(end))}`,
  );
}
