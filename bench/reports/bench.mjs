/**
 * Measures all six reports over a year of facts of a site with 2,000 paths per day, as the command runs them, from
 * Parquet to JSON and to HTML. Yardstick: one bare aggregate over each fact's files in the same DuckDB. Target: 3 s for
 * all reports. --short: a quarter of a year.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, readdirSync, statSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb } from '../../dist/runtime/local/duckdb/open-duckdb.js';
import { FACTS } from '../../dist/queries/facts/catalogue.js';
import { factColumns } from '../../dist/core/facts/columns.js';
import { SEALS } from '../../dist/core/facts/lake-columns.js';

const short = process.argv.includes('--short');
const [days, paths] = [short ? 90 : 365, 2000];
const folder = mkdtempSync(join(tmpdir(), 'headcount-bench-reports-'));
const data = join(folder, 'data');
mkdirSync(data);

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

/** Cells per day that a fact has beside its grain; values of text columns are built from their row numbers. */
const CELLS = {
  days: 1,
  pages: paths,
  landings: 900,
  sources: 60,
  referrers: 150,
  campaigns: 12,
  visitors: 420,
  hours: 24,
  demand: 1500,
  actions: 300,
};
const TEXT = {
  'pages.path': "'/section-' || (r % 40) || '/page-' || r",
  'landings.path': "'/section-' || (r % 40) || '/page-' || (r // 3)",
  'landings.medium': "['search', 'direct', 'referral'][1 + r % 3]",
  'visitors.dimension':
    "['country', 'language', 'browser', 'browser_version', 'system', 'device', 'screen', 'depth'][1 + r % 8]",
  'demand.kind': "['topic', 'goal'][1 + r % 2]",
  'demand.subject': "'subject ' || (r // 100)",
  'demand.dimension':
    "case when r % 100 < 2 then '(all)' else ['country', 'language', 'medium', 'campaign'][1 + (r // 2) % 4] end",
  'actions.key': "case when r % 3 = 0 then '' else 'key' end",
};

try {
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(folder, 'scratch') });
  for (const fact of FACTS) {
    const select = factColumns(fact).map(({ name, type }) => {
      if (name === 'site') return "'demo' as site";
      if (name === 'day') return 'day';
      if (fact.grain.some((column) => column.name === name)) {
        if (name === 'weekday') return 'cast(isodow(cast(day as date)) as integer) as weekday';
        return type === 'int'
          ? `cast(r as integer) as ${name}`
          : `cast(${TEXT[`${fact.name}.${name}`] ?? `'${name} ' || r`} as varchar) as ${name}`;
      }
      return `cast(${fact.name === 'days' ? 20000 : 4000} / (1 + r % 900) + (hash(r, day) % 7) as bigint) as ${name}`;
    });
    mkdirSync(join(data, 'facts'), { recursive: true });
    await db.run(
      `copy (select ${select.join(', ')}, day as period from (select strftime(cast('2025-01-01' as date) + cast(d as integer), '%Y-%m-%d') as day from range(${days}) t(d)), range(${CELLS[fact.name]}) u(r)) to '${join(data, 'facts', fact.name)}' (format parquet, compression zstd, partition_by (period))`,
    );
  }
  const seals = SEALS.map(({ name, type }) =>
    name === 'site'
      ? "'demo' as site"
      : name === 'time_zone'
        ? "'UTC' as time_zone"
        : name === 'period'
          ? 'period'
          : `cast(${type === 'string' ? "''" : type === 'boolean' ? 'true' : '1'} as ${type === 'string' ? 'varchar' : type}) as ${name}`,
  );
  await db.run(
    `copy (select ${seals.join(', ')} from (select strftime(cast('2025-01-01' as date) + cast(d as integer), '%Y-%m-%d') as period from range(${days}) t(d))) to '${join(data, 'seals')}' (format parquet, partition_by (period))`,
  );

  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  const scan = performance.now();
  for (const fact of FACTS) {
    const sums = fact.measures.map((measure) => `sum(${measure.name})`).join(', ');
    await db.rows(
      `select cast(count(*) as bigint) from (select ${fact.grain
        .map((column) => column.name)
        .concat("'x'")
        .join(
          ', ',
        )}, ${sums} from read_parquet('${join(data, 'facts', fact.name)}/*/*.parquet', hive_partitioning = false) group by all)`,
    );
  }
  const yardstick = performance.now() - scan;
  db.close();

  writeFileSync(
    join(folder, 'headcount.json'),
    JSON.stringify({ timeZone: 'UTC', sites: [{ id: 'demo', name: 'Bench', hosts: ['www.example.com'] }] }),
  );
  const period = short ? ['--from', '2025-01-01', '--to', '2025-03-31'] : ['--period', '2025'];
  const run = (...words) => {
    const start = performance.now();
    const ran = spawnSync(
      process.execPath,
      [
        join(import.meta.dirname, '../../dist/bin/headcount.js'),
        'report',
        '--inside',
        ...period,
        '--data',
        data,
        '--config',
        join(folder, 'headcount.json'),
        ...words,
      ],
      { encoding: 'utf8', maxBuffer: 1e9 },
    );
    if (ran.status !== 0) throw new Error(ran.stderr);
    return { ms: performance.now() - start, out: ran.stdout };
  };
  const best = (...words) =>
    [1, 2, 3].map(() => run(...words)).reduce((one, other) => (other.ms < one.ms ? other : one));
  const json = best('--json');
  const html = best('--out', join(folder, 'r.html'));
  const rows = JSON.parse(json.out)
    .reports.flatMap((report) => report.tables)
    .reduce((sum, table) => sum + table.rows.length, 0);
  process.stdout.write(
    [
      `reports: ${days} days, ${paths} paths a day, ${files.length} files, ${(files.reduce((a, b) => a + b, 0) / 1e6).toFixed(1)} MB, ${rows} rows out`,
      `  yardstick, one bare aggregate a fact in DuckDB   ${seconds(yardstick)}`,
      `  all six reports as JSON, process start included  ${seconds(json.ms)}  ratio ${(json.ms / yardstick).toFixed(2)}  (target 3 s: ${json.ms <= 3000 ? 'met' : 'missed'})`,
      `  all six as one HTML file with charts             ${seconds(html.ms)}  ratio ${(html.ms / yardstick).toFixed(2)}`,
      '',
    ].join('\n'),
  );
  if (process.argv.includes('--keep')) {
    process.stdout.write(folder + '\n');
  }
} finally {
  if (!process.argv.includes('--keep')) rmSync(folder, { recursive: true, force: true });
}
