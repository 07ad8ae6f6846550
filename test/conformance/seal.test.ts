/**
 * The texts of seal, facts and settlement on both engines over the same Parquet, each on the results of the texts
 * before it.
 */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { FIELDS } from '#core/event/fields';
import { factColumns, isBreakdown } from '#core/facts/columns';
import { COMPLETENESS } from '#core/facts/lake-columns';
import { factFile, settleFile } from '#core/facts/fact-files';
import { changedSql, conservationSql, foldedSql } from '#core/settle/settle-checks';
import { FACTS } from '#queries/facts/catalogue';
import { SCRATCH, SETTLE_SCRATCH } from '#queries/seal/scratch';
import { loadSql } from '#runtime/node/package-root';
import { SCENARIOS, type Scenario } from './arrivals.ts';
import { Engines } from './engines.ts';
import { expectSame } from './expect-same.ts';
import { SEAL_COUNTS, SEAL_STEPS } from './sql-files.ts';

interface Step {
  readonly name: string;
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[] | undefined;
}

const declared = (name: string) =>
  SCRATCH.find((table) => table.name === name)?.columns.map(({ name, type }) => ({ name, type }));
const typed = (columns: readonly { readonly name: string; readonly type: string }[]) =>
  columns.map(({ name, type }) => ({ name, type }));
const STEPS: readonly Step[] = [
  ...SEAL_STEPS.map((name) => ({ name, sql: loadSql(`seal/${name}.sql`), columns: declared(name) })),
  ...FACTS.map((fact) => ({
    name: fact.name,
    sql: loadSql(factFile(fact)),
    columns: typed(factColumns(fact)),
  })),
  ...SEAL_COUNTS.map((name) => ({
    name,
    sql: loadSql(`seal/${name}.sql`),
    columns: name === 'completeness' ? typed(COMPLETENESS) : undefined,
  })),
];
const names = FIELDS.map((field) => field.name).join(', ');

describe.each(SCENARIOS)('over $name, both engines give the same', (scenario: Scenario) => {
  let engines: Engines;
  let isEmpty = false;
  beforeAll(async () => {
    engines = await Engines.open({ aws: inject('aws'), trino: inject('trino'), lake: inject('lake') });
    await scenario.write(engines);
    const [{ items } = {}] = await engines.duckdb.rows('select count(*) as items from arrivals');
    isEmpty = items === 0;
    for (const name of ['bounds', 'site_days', 'sealing'] as const)
      await engines.rows(name, SCRATCH.find((table) => table.name === name)?.columns ?? [], scenario[name]);
  });
  afterAll(() => engines.close());

  it('arrivals of the requested days are found by date, and no other partition is read', async () => {
    const sql = `select ${names} from arrivals where dt >= ? and dt <= ? and outcome <> ?`;
    const [from, to] = [scenario.dates[0] ?? '', scenario.dates.at(-1) ?? ''];
    const [read] = await engines.reads(sql, 'scratch', [from, to, '']);
    expect(read?.values('dt')).toEqual(scenario.dates);
    const file = engines.file('arrivals_of_day.parquet');
    await engines.duckdb.run(
      `copy (select ${names} from arrivals) to '${file}' (format parquet, compression zstd)`,
    );
    if (scenario.isGreat !== true) {
      const both = await engines.both(sql, 'scratch', [from, to, '']);
      expectSame(sql, both);
      expect(both.trino.columns).toEqual(typed(FIELDS));
      expect(both.trino.rows.length > 0).toBe(!isEmpty);
    }
    await engines.point('arrivals_of_day', file);
  });

  it.each(STEPS)('$name', async ({ name, sql, columns }) => {
    const except = name === 'visitor_days' ? ['number'] : [];
    const file = engines.file(`${name}.parquet`);
    await engines.duckdb.run(`copy (${sql}) to '${file}' (format parquet, compression zstd)`);
    if (scenario.isGreat === true && SEAL_STEPS.some((step) => step === name))
      await sameFiles(file, sql, except, columns ?? []);
    else {
      const both = await engines.both(sql, 'scratch');
      expectSame(sql, both, except);
      if (columns !== undefined) expect(both.trino.columns).toEqual(columns);
    }
    await engines.point(name, file);
  });

  it('a settled month: rows of every fact, and the checks of it', async () => {
    const days = (await engines.duckdb.rows('select distinct day from days order by day')).map((row) =>
      String(row['day']),
    );
    await engines.rows(
      'settled_days',
      SETTLE_SCRATCH.find((table) => table.name === 'settled_days')?.columns ?? [],
      days.map((day, index) => ({ day, becomes: index % 2 === 0 ? day : day.slice(0, 7) })),
    );
    await engines.rows(
      'kept',
      SETTLE_SCRATCH.find((table) => table.name === 'kept')?.columns ?? [],
      await everyOtherValue(engines),
    );
    await Promise.all(
      FACTS.filter(isBreakdown).map(async (fact) => {
        const sql = loadSql(settleFile(fact));
        const both = await engines.both(sql, 'scratch');
        expectSame(sql, both);
        expect(both.trino.columns).toEqual(typed(factColumns(fact)));
        if (scenario.checksSettlement !== true) return;
        // Bracketed on lines of its own: a text may end in a comment.
        for (const check of [conservationSql, foldedSql, changedSql]) {
          const text = check(fact, `(\n${sql}\n)`);
          const checked = await engines.both(text, 'scratch');
          expectSame(text, checked);
          if (check === conservationSql) expect(checked.trino.rows).toEqual([[0]]);
        }
      }),
    );
  });

  /** A million rows are compared in place: Trino writes them, DuckDB compares both. */
  async function sameFiles(
    file: string,
    sql: string,
    except: readonly string[],
    columns: readonly { readonly name: string; readonly type: string }[],
  ): Promise<void> {
    const kept = columns
      .filter(({ name }) => !except.includes(name))
      .map(({ name, type }) => (type.startsWith('map') ? `list_sort(map_entries(${name})) as ${name}` : name))
      .join(', ');
    const theirs = await engines.unload(sql, 'scratch');
    // Each row weighs 1 on one side and -1 on the other: rows that do not cancel out differ.
    const [found] = await engines.duckdb.rows(`
      select count(*) as unlike, (select count(*) from read_parquet('${file}')) as mine
      from (
        select sum(side) from (select ${kept}, 1 as side from read_parquet('${file}') union all by name select ${kept}, -1 as side from read_parquet('${theirs}'))
        group by ${columns
          .filter(({ name }) => !except.includes(name))
          .map(({ name }) => name)
          .join(', ')} having sum(side) <> 0
      )`);
    expect(found?.['unlike']).toBe(0);
    expect(Number(found?.['mine'])).toBeGreaterThan(1_000);
    expect((await engines.trino(`select * from (\n${sql}\n) t limit 0`, 'scratch')).columns).toEqual(columns);
  }
});

/** Values of each open kind, every other one in order. */
async function everyOtherValue({ duckdb }: Engines): Promise<readonly object[]> {
  const kinds = [
    ['path', 'path', 'pages'],
    ['path', 'path', 'landings'],
    ['source', 'source', 'sources'],
    ['referrer', 'referrer', 'referrers'],
    ['campaign', 'campaign', 'campaigns'],
    ['action', 'name', 'actions'],
  ] as const;
  const found = await Promise.all(
    kinds.map(async ([kind, column, fact]) =>
      (await duckdb.rows(`select distinct ${column} as value from ${fact} order by value`))
        .filter((_, index) => index % 2 === 0)
        .map((row) => ({ kind, key: '', value: row['value'] })),
    ),
  );
  const properties = (
    await duckdb.rows("select distinct key, value from actions where key <> '' order by key, value")
  )
    .filter((_, index) => index % 2 === 0)
    .map((row) => ({ kind: 'property', ...row }));
  return [...new Map([...found.flat(), ...properties].map((row) => [JSON.stringify(row), row])).values()];
}
