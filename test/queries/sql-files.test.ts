/** Rules for every SQL text, whichever engine runs it, checked on the texts alone. */
import { describe, expect, it } from 'vitest';
import { FACTS } from '#queries/facts/catalogue';
import { lakeViews } from '#queries/lake/views';
import { loadSql } from '#runtime/node/package-root';
import { SQL_FILES, placeOf } from '../conformance/sql-files.ts';
import { beyondAthena, withoutTexts } from '../standins/beyond-athena.ts';
import { factFile, settleFile } from '#core/facts/fact-files';

const texts = [
  ...SQL_FILES.map((path) => ({ path, sql: loadSql(path) })),
  ...lakeViews(FACTS, 'store').map(({ name, sql }) => ({ path: `view ${name}`, sql })),
];

describe('the SQL texts', () => {
  it('each have a place in the conformance', () => {
    expect(SQL_FILES.length).toBeGreaterThan(50);
    expect(SQL_FILES.filter((path) => placeOf(path) === undefined)).toEqual([]);
  });

  it('have one for every fact, and one that settles every fact with open or merged rows', () => {
    for (const fact of FACTS) {
      expect(SQL_FILES, fact.name).toContain(factFile(fact));
      expect(SQL_FILES.includes(settleFile(fact)), fact.name).toBe(fact.grain.length > 0);
    }
  });

  it('the SQL texts of facts lie in the folders of the facts in the catalogue, and in no other', () => {
    const files = FACTS.flatMap((fact) => [
      factFile(fact),
      ...(fact.grain.length > 0 ? [settleFile(fact)] : []),
    ]);
    expect(SQL_FILES.filter((path) => path.startsWith('facts/'))).toEqual(files.toSorted());
    expect(SQL_FILES.filter((path) => path.startsWith('settle/'))).toEqual([]);
  });

  it('have parameters in where only, and nothing else that Athena refuses though Trino takes it', () => {
    expect(
      texts
        .map(({ path, sql }) => ({ path, refused: beyondAthena(sql) }))
        .filter((one) => one.refused !== undefined),
    ).toEqual([]);
    expect(texts.filter(({ sql }) => Buffer.byteLength(sql) > 100_000)).toEqual([]);
  });

  it.each([
    ["select ? as x from a where b = 'c'", 'select'],
    ['select a from b join c on c.d = ?', 'on'],
    ['select a from b where c = 1 limit ?', 'limit'],
    ['select a from b where c in (select d from e) order by ?', 'order'],
    ['select count(*) filter (where a = ?) from b', 'filter'],
    ['select a from b where c in (values ?)', 'values'],
    ['select a from b where c = (select ? from d)', 'select'],
    ['select a from (select b from c where d = 1) having ? > 1', 'having'],
  ])('SQL texts with a parameter outside where are detected: %s', (sql, clause) => {
    expect(beyondAthena(sql)).toContain(`stands in ${clause}`);
  });

  it.each([
    "select a from b where c = ? and d in (?, ?) and e = '?' -- ?",
    'select a from (select b from c where d = ?) e where (f = 1 or g = ?)',
    'with a as (select b from c where d = ?) select e from a where f = ?',
  ])('SQL texts with all parameters in where are accepted: %s', (sql) => {
    expect(beyondAthena(sql)).toBeUndefined();
  });

  it('do no division and no rounding', () => {
    expect(
      texts
        .filter(({ sql }) =>
          /\/|\b(?:round|floor|ceil|ceiling|truncate)\s*\(|\b(?:double|real|decimal)\b/i.test(
            withoutTexts(sql),
          ),
        )
        .map(({ path }) => path),
    ).toEqual([]);
  });
});
