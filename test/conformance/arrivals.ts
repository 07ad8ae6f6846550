/** Arrivals over which the engines are compared: the real log, a million rows, and every kind of difficult row. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DUCKDB_TYPE, formatDuckdbColumns } from '#core/event/column-types';
import { FIELDS, type ArrivalRow } from '#core/event/fields';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import { randomArrivals, seeded } from '../oracle/random-arrivals.ts';
import { Place, ROOT } from '../support/program.ts';
import type { Engines } from './engines.ts';

export interface Scenario {
  readonly name: string;
  /** Partitions that may contain rows, ascending, without gaps. */
  readonly dates: readonly string[];
  readonly bounds: readonly object[];
  readonly site_days: readonly object[];
  readonly sealing: readonly object[];
  /** Set if there are too many rows to hold both results in memory. */
  readonly isGreat?: true;
  /** Whether the checks of a settlement run too. */
  readonly checksSettlement?: true;
  /** Stores the files as Firehose would and creates DuckDB's relation `arrivals` over the same files. */
  readonly write: (engines: Engines) => Promise<void>;
}

const DAYS = ['2026-03-09', '2026-03-10', '2026-03-11'];
const COLUMNS = FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ');

function sealed(
  name: string,
  sites: readonly string[],
  dates: readonly string[],
  write: Scenario['write'],
): Scenario {
  const siteDays = sites.flatMap((site) => dates.map((day) => ({ site, day })));
  return {
    name,
    dates,
    write,
    bounds: [DEFAULT_BOUNDS],
    site_days: siteDays.map((one) => ({ ...one, worth_cents: 100_000 })),
    sealing: [...siteDays, ...dates.map((day) => ({ site: '(unknown)', day }))].map((one) => ({
      ...one,
      live: true,
    })),
  };
}

/** Text that should not occur and does: sorts differently in UTF-16, has no width, quotes, looks like null. */
const AWKWARD = [
  '',
  ' ',
  'a ',
  'A',
  'ä',
  'a\u0308',
  'ß',
  'İ',
  '\uFFFD',
  '😀',
  '👩‍👩‍👧',
  '日本語',
  'עברית',
  "o'clock",
  '"q"',
  'back\\slash',
  'tab\there',
  'new\nline',
  'null',
  'NULL',
  '%_',
  '{a=b}',
  '0',
  '-1',
  '~'.repeat(300),
];

/** Random arrivals with awkward text in every open column, and figures at their limits. */
function awkward(seed: number, days: readonly string[]): ArrivalRow[] {
  const random = seeded(seed);
  const some = () => AWKWARD[Math.floor(random() * AWKWARD.length)] ?? '';
  return randomArrivals({ sites: ['shop', 'blög'], days, visitors: 120, random }).map((row): ArrivalRow =>
    row.outcome !== 'stored' || random() < 0.5
      ? row
      : {
          ...row,
          path: random() < 0.1 ? null : `/${some()}`,
          referrer: some(),
          source: random() < 0.2 ? null : some(),
          medium: random() < 0.2 ? null : row.medium,
          campaign: random() < 0.3 ? null : some(),
          country: random() < 0.2 ? null : row.country,
          name: random() < 0.2 ? `${some()}.` : row.name,
          device: random() < 0.2 ? null : row.device,
          entry: random() < 0.2 ? null : row.entry,
          hour: row.hour === null ? null : row.hour % 3 === 0 ? 0 : 23,
          engaged_seconds: random() < 0.1 ? 2_147_483_647 : row.engaged_seconds,
          scroll_pct: random() < 0.1 ? 100 : row.scroll_pct,
          worth_cents: random() < 0.1 ? 9_007_199_254_740 : row.worth_cents,
          props:
            random() < 0.3 ? {} : Object.fromEntries([some(), some(), some()].map((key) => [key, some()])),
        },
  );
}

/**
 * Writes rows, one file per day of arrival; `lacking` is a column that the first file does not have, as in files of an
 * older version.
 */
const given =
  (rows: readonly ArrivalRow[], lacking?: string): Scenario['write'] =>
  async (engines) => {
    const { duckdb } = engines;
    const lines = engines.file('rows.jsonl');
    writeFileSync(lines, rows.map((row) => JSON.stringify(row)).join('\n'));
    await duckdb.run(`create or replace table given (${formatDuckdbColumns(FIELDS)})`);
    if (rows.length > 0)
      await duckdb.run(
        `insert into given by name select * from read_json($1, format = 'newline_delimited', columns = {${COLUMNS}})`,
        [lines],
      );
    const days = [...new Set(rows.map((row) => row.day))].toSorted();
    const files: string[] = [];
    for (const [index, day] of days.entries()) {
      const file = engines.file('part.parquet');
      await duckdb.run(
        `copy (select * ${lacking !== undefined && index === 0 ? `exclude (${lacking})` : ''} from given where day = '${day}') to '${file}' (format parquet)`,
      );
      await engines.put('arrivals', `arrivals/dt=${day}/part.parquet`, readFileSync(file));
      files.push(`'${file}'`);
    }
    await duckdb.run('create view arrivals as select *, day as dt from given limit 0');
    if (files.length > 0)
      await duckdb.run(
        `create or replace view arrivals as select *, day as dt from read_parquet([${files.join(', ')}], union_by_name = true)`,
      );
  };

const one = (row: Partial<ArrivalRow>): ArrivalRow => ({
  event_id: '0'.repeat(32),
  site: 'shop',
  day: '2026-03-10',
  hour: 9,
  outcome: 'stored',
  reason: null,
  visitor: 'f'.repeat(32),
  name: 'pageview',
  path: '/',
  topic: null,
  goal: null,
  referrer: null,
  source: null,
  medium: null,
  campaign: null,
  country: null,
  language: null,
  browser: null,
  browser_major: null,
  os: null,
  device: null,
  screen: null,
  entry: null,
  engaged_seconds: null,
  scroll_pct: null,
  props: {},
  worth_cents: null,
  items: null,
  keying: 'c'.repeat(32),
  ...row,
});

/** The sample log through the built program. */
async function realLog(engines: Engines): Promise<void> {
  const place = new Place({ sites: [{ id: 'demo', hosts: ['semicomplete.com', 'www.semicomplete.com'] }] });
  const ran = await place.run(['import', join(ROOT, 'test/data/apache_access_2015.log.gz'), '--json']);
  if (ran.status !== 0) throw new Error(ran.stderr);
  const files = readdirSync(join(place.data, 'arrivals'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.parquet'),
  );
  for (const name of files)
    await engines.put('arrivals', `arrivals/${name}`, readFileSync(join(place.data, 'arrivals', name)));
  await engines.duckdb.run(
    `create table arrivals as select * from read_parquet('${join(place.data, 'arrivals/*/*.parquet')}', union_by_name = true, hive_partitioning = true, hive_types_autocast = false)`,
  );
  place.dispose();
}

/** 200,000 visitor-days of a busy day, one id in a hundred sent twice with another hour or name. */
async function aMillion(engines: Engines): Promise<void> {
  const [base, file] = [engines.file('base.parquet'), engines.file('part.parquet')];
  const generate = readFileSync(join(ROOT, 'bench/seal/generate.sql'), 'utf8');
  await engines.duckdb.run(generate.slice(0, generate.lastIndexOf(')') + 1), [0, 200_000, base]);
  await engines.duckdb.run(`copy (
    select * from '${base}'
    union all by name select * replace (cast(hour % 7 as integer) as hour, case when hour % 2 = 0 then 'engagement' else name end as name) from '${base}' where event_id < '03'
  ) to '${file}' (format parquet, compression zstd)`);
  await engines.put('arrivals', 'arrivals/dt=2026-03-10/part.parquet', readFileSync(file));
  // The file comes from a version without items and keying: Athena reads such a column as null.
  await engines.duckdb.run(
    `create view arrivals as select *, cast(null as integer) as items, cast(null as varchar) as keying, day as dt from read_parquet('${file}')`,
  );
}

export const SCENARIOS: readonly Scenario[] = [
  sealed(
    'the real log',
    ['demo', 'quiet'],
    ['2015-05-17', '2015-05-18', '2015-05-19', '2015-05-20'],
    realLog,
  ),
  sealed('no arrivals at all', ['shop'], DAYS, given([])),
  sealed('one event of one visitor, null in every column that may be', ['shop'], DAYS, given([one({})])),
  sealed(
    'one visitor who does everything twice',
    ['shop'],
    ['2026-03-10'],
    given(
      [1, 2, 3].flatMap((n) =>
        ['pageview', 'engagement', 'signup', 'ä'].flatMap((name) => [
          one({ event_id: `${n}${name}`, name, props: { b: '2', a: '1', '': '' } }),
          one({ event_id: `${n}${name}`, name, hour: 8, props: { a: '1', b: '2', '': '' } }),
        ]),
      ),
    ),
  ),
  {
    ...sealed(
      'awkward text, an empty day between, a file without a newer column',
      ['shop', 'blög', 'quiet'],
      DAYS,
      given(awkward(3, [DAYS[0] ?? '', DAYS[2] ?? '']), 'screen'),
    ),
    checksSettlement: true,
  },
  {
    ...sealed('awkward text under the least bounds', ['shop', 'blög'], DAYS, given(awkward(4, DAYS))),
    bounds: [Object.fromEntries(Object.keys(DEFAULT_BOUNDS).map((name) => [name, 1]))],
  },
  { ...sealed('a million rows', ['shop'], ['2026-03-10'], aMillion), isGreat: true },
];
