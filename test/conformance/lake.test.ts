/**
 * Runs the queries of readers: each text on DuckDB over a lake of the local mode, and on Trino over the views that Glue
 * holds, on the same Parquet.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { FACTS } from '#queries/facts/catalogue';
import { lakeViews } from '#queries/lake/views';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { openLake } from '#runtime/local/lake/open-lake';
import { writeReleaseRows } from '#runtime/local/release/release-rows';
import { loadSql } from '#runtime/node/package-root';
import { seeded } from '../oracle/random-arrivals.ts';
import { randomFacts } from '../runtime/local/settle/random-facts.ts';
import { CONFIG, SettledLake } from '../runtime/local/settle/settled-lake.ts';
import { Place, ROOT } from '../support/program.ts';
import { Engines } from './engines.ts';
import { expectSame } from './expect-same.ts';
import { shipLake, storedReleases } from './shipped-lake.ts';
import { SQL_FILES, placeOf } from './sql-files.ts';

interface Asked {
  readonly site: string;
  readonly from: string;
  readonly to: string;
}
interface Given {
  readonly name: string;
  readonly asked: readonly Asked[];
  /** Days for which every table has a partition, though not only for these. */
  readonly narrow: Asked;
  readonly make: () => Promise<{
    readonly data: DataDir;
    readonly config: object;
    readonly dispose: () => void;
  }>;
}

const TEXTS = SQL_FILES.filter((path) => placeOf(path) === 'lake').map((path) => ({
  path,
  sql: loadSql(path),
}));
const VIEWS = lakeViews(FACTS, 'store').map(({ name, columns }) => ({ name, columns }));
/** Site, first and last day, repeated as often as the text has parameters. */
const parameters = (sql: string, { site, from, to }: Asked) =>
  Array.from({ length: sql.split('?').length - 1 }, (_, index) => [site, from, to][index % 3] ?? '');

const LAKES: readonly Given[] = [
  {
    name: 'the real log, sealed',
    make: realLog,
    narrow: { site: 'demo', from: '2015-05-18', to: '2015-05-19' },
    asked: [
      { site: 'demo', from: '2015-05-17', to: '2015-05-20' },
      { site: 'demo', from: '2015-05-18', to: '2015-05-18' },
      { site: 'demo', from: '2015-06-01', to: '2015-06-30' },
      { site: "o'dd ü", from: '2015-05-17', to: '2015-05-20' },
    ],
  },
  {
    name: 'a settled month, some days merged into it',
    make: settled,
    narrow: { site: 'shop', from: '2026-03-03', to: '2026-03-31' },
    asked: [
      { site: 'shop', from: '2026-03-01', to: '2026-03-31' },
      { site: 'shop', from: '2026-03', to: '2026-03' },
      { site: 'logs', from: '2026-02-27', to: '2026-03-02' },
      { site: 'shop', from: '2026-03-01', to: '2026-03-01' },
    ],
  },
];

describe.each(LAKES)('over $name, Trino on views gives what DuckDB gives', ({ asked, narrow, make }) => {
  let engines: Engines;
  let lake: Awaited<ReturnType<Given['make']>>;
  let partitions: Readonly<Record<string, readonly string[]>>;
  beforeAll(async () => {
    lake = await make();
    const duckdb = await openLake(lake.data, parseConfig(JSON.stringify(lake.config)), FACTS);
    engines = await Engines.open(
      { aws: inject('aws'), trino: inject('trino'), lake: inject('lake') },
      duckdb,
    );
    partitions = await shipLake(engines, lake.data);
  });
  afterAll(() => {
    engines.close();
    lake.dispose();
  });

  it.each(VIEWS)('all rows of $name', async ({ name, columns }) => {
    const declared = columns.map((column) => ({ name: column.name, type: column.type }));
    expect((await engines.trino(`select * from ${name} limit 0`, 'views')).columns).toEqual(declared);
    // By name: the local `releases` has its partition, `period`, last.
    const sql = `select ${columns.map((column) => column.name).join(', ')} from ${name}`;
    expectSame(sql, await engines.both(sql, 'views'));
  });

  it.each(TEXTS)('$path', async ({ sql }) => {
    for (const both of await Promise.all(
      asked.map((one) => engines.both(sql, 'views', parameters(sql, one))),
    ))
      expectSame(sql, both);
  });

  it('reads the partitions of the days asked and no other, whatever the text', async () => {
    const { from, to } = narrow;
    const asked = (table: string) =>
      (partitions[table] ?? []).filter((period) => period >= from && period <= to);
    const read = await Promise.all(
      TEXTS.map(async ({ path, sql }) => ({
        path,
        sql,
        reads: await engines.reads(sql, 'views', parameters(sql, narrow)),
      })),
    );
    for (const { path, sql, reads } of read) {
      // A lake without releases: the plan of a text over nothing else reads nothing.
      if (/\bfrom releases\b/.test(sql) && asked('releases').length === 0) continue;
      expect(reads.length, path).toBeGreaterThan(0);
      for (const { table, values } of reads.filter(
        (one) => one.table !== 'seals' && one.table !== 'calendar',
      )) {
        expect(values('period'), `${table} by ${path}`).toEqual(asked(table));
      }
    }
  });
});

async function realLog(): ReturnType<Given['make']> {
  const config = { sites: [{ id: 'demo', hosts: ['semicomplete.com', 'www.semicomplete.com'] }] };
  const place = new Place(config);
  for (const words of [
    ['import', join(ROOT, 'test/data/apache_access_2015.log.gz')],
    ['seal', '--through', '2015-05-20'],
  ]) {
    const ran = await place.run([...words, '--json']);
    if (ran.status !== 0) throw new Error(ran.stderr);
  }
  return { data: dataDir(place.data), config, dispose: () => place.dispose() };
}

async function settled(): ReturnType<Given['make']> {
  const lake = new SettledLake();
  const days = [
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
    '2026-03-02',
    '2026-03-03',
    '2026-03-31',
    '2026-04-01',
  ];
  await lake.write(
    randomFacts(
      ['shop', 'logs'].flatMap((site) => days.map((day) => ({ site, day }))),
      seeded(5),
    ),
  );
  const march = days.filter((day) => day.startsWith('2026-03'));
  lake.release({
    site: 'shop',
    days: Object.fromEntries(march.map((day, index) => [day, index < 2 ? 3 : 500])),
    cells: { pages: [['/open']], names: [['vote']] },
  });
  await lake.settle();
  const db = await openDuckDb({ memoryLimit: '512MB', scratch: join(lake.folder, 'scratch') });
  for (const release of storedReleases(lake.data))
    await writeReleaseRows(
      db,
      release,
      join(lake.data.releases, `period=${release.period}`, `${release.site}.parquet`),
    );
  db.close();
  return { data: lake.data, config: CONFIG, dispose: () => lake.dispose() };
}
