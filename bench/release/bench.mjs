/**
 * Measures a month's release of a site with 20,000 published pages (each a public cell of pages and of landings), as
 * the command runs it: process start, queries, draws, ledger, Parquet. Target: 5 s. Yardstick: the same process with
 * nothing left to draw. --short: 2,000 pages.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factColumns } from '../../dist/core/facts/columns.js';
import { FACTS } from '../../dist/queries/facts/catalogue.js';
import { openDuckDb } from '../../dist/runtime/local/duckdb/open-duckdb.js';
import { SEALS } from '../../dist/core/facts/lake-columns.js';

const paths = process.argv.includes('--short') ? 2_000 : 20_000;
const folder = mkdtempSync(join(tmpdir(), 'headcount-bench-release-'));
const data = join(folder, 'data');
const CELLS = {
  days: 1,
  pages: paths + 500,
  landings: 900,
  sources: 60,
  referrers: 150,
  campaigns: 12,
  visitors: 420,
  hours: 24,
  demand: 600,
  actions: 60,
};

function columnOf(fact, { name, type }) {
  if (name === 'site') return "'demo' as site";
  if (name === 'day') return 'day';
  if (fact.grain.some((column) => column.name === name))
    return type === 'int'
      ? `cast(1 + r % 7 as integer) as ${name}`
      : name === 'path'
        ? "'/p/' || r as path"
        : name === 'key'
          ? "'' as key"
          : name === 'dimension'
            ? "'country' as dimension"
            : `'${name} ' || r as ${name}`;
  return `cast(4000 / (1 + r % 900) as bigint) as ${name}`;
}

try {
  mkdirSync(join(data, 'facts'), { recursive: true });
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(folder, 'scratch') });
  const days =
    "(select strftime(cast('2026-03-01' as date) + cast(d as integer), '%Y-%m-%d') as day from range(31) t(d))";
  for (const fact of FACTS) {
    await db.run(
      `copy (select ${factColumns(fact)
        .map((column) => columnOf(fact, column))
        .join(
          ', ',
        )}, day as period from ${days}, range(${CELLS[fact.name] ?? 10}) u(r)) to '${join(data, 'facts', fact.name)}' (format parquet, partition_by (period))`,
    );
  }
  const bound = (name) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../../headcount.schema.json'), 'utf8')).properties
      .bounds.properties[name.slice(6)]?.default ?? 1;
  const seals = SEALS.map(({ name, type }) =>
    name === 'site'
      ? "'demo' as site"
      : name === 'time_zone'
        ? "'UTC' as time_zone"
        : name === 'period'
          ? 'day as period'
          : name === 'live'
            ? 'false as live'
            : type === 'string'
              ? `cast(null as varchar) as ${name}`
              : `cast(${name.startsWith('bound_') ? bound(name) : 1} as bigint) as ${name}`,
  );
  await db.run(
    `copy (select ${seals.join(', ')} from ${days}) to '${join(data, 'seals')}' (format parquet, partition_by (period))`,
  );
  db.close();
  writeFileSync(
    join(folder, 'headcount.json'),
    JSON.stringify({
      sites: [
        {
          id: 'demo',
          hosts: ['www.example.com'],
          published: Array.from({ length: paths }, (_, index) => `/p/${index}`),
        },
      ],
    }),
  );

  const run = () => {
    const start = performance.now();
    const ran = spawnSync(
      process.execPath,
      [
        join(import.meta.dirname, '../../dist/bin/headcount.js'),
        'release',
        '--month',
        '2026-03',
        '--json',
        '--data',
        data,
        '--config',
        join(folder, 'headcount.json'),
      ],
      { encoding: 'utf8', maxBuffer: 1e9 },
    );
    if (ran.status !== 0) throw new Error(ran.stderr);
    return (performance.now() - start) / 1000;
  };
  const whole = run();
  const month = join(data, 'releases', 'period=2026-03');
  const cells = JSON.parse(readFileSync(join(month, 'demo.json'), 'utf8')).tables.reduce(
    (sum, table) => sum + table.cells.length * table.measures.length,
    0,
  );
  rmSync(month, { recursive: true });
  rmSync(join(data, 'releases', 'ledger', '2026-03.demo.json'));
  const alone = run();
  const nothing = run();
  process.stdout.write(
    [
      `release: ${paths} published pages, ${cells} figures drawn in the month`,
      `  the month                      ${alone.toFixed(2)} s  ratio ${(alone / nothing).toFixed(1)} to a run with nothing to draw (${nothing.toFixed(2)} s)  (target 5 s: ${alone <= 5 ? 'met' : 'missed'})`,
      `  the month and its 31 days      ${whole.toFixed(2)} s`,
      '',
    ].join('\n'),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
