/**
 * Counts rows part by part and adds up the results. Every fact is a sum over visitor-days and a part holds whole
 * visitors, so a day takes no more memory than a part.
 */
import { grainColumns } from '#core/facts/columns';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { buildFacts, dropScratch, type BuildFactsInput } from './build-facts.ts';
import type { RowParts } from './split-rows.ts';

/** A table of sums: every column outside its grain is added up over the parts. */
interface SumTable {
  readonly name: string;
  readonly grain: readonly string[];
}

export interface CountInPartsInput extends Omit<BuildFactsInput, 'arrivals'> {
  /** SQL of the table `recount`, by site and day, over the view `arrivals_of_day`. @default none */
  readonly recount?: string;
}

/**
 * Creates the tables of buildFacts and `recount`, and removes each part once it is counted. The last part's scratch
 * tables stay.
 */
export async function countInParts(db: DuckDb, parts: RowParts, input: CountInPartsInput): Promise<void> {
  const tables: readonly SumTable[] = [
    ...input.facts.map((fact) => ({ name: fact.name, grain: grainColumns(fact) })),
    { name: 'completeness', grain: ['site', 'day', 'outcome', 'reason'] },
    ...(input.recount === undefined ? [] : [{ name: 'recount', grain: ['site', 'day'] }]),
  ];
  const several = parts.relations.length > 1;
  try {
    for (const [index, relation] of parts.relations.entries()) {
      if (index > 0) await dropScratch(db);
      await countPart(db, relation, input);
      if (several) for (const { name } of tables) await keepPart(db, name, index === 0);
      parts.remove(relation);
    }
    if (several) for (const table of tables) await addUp(db, table);
  } finally {
    for (const { name } of tables) await db.run(`drop table if exists parts_of_${name}`);
  }
}

async function countPart(db: DuckDb, relation: string, input: CountInPartsInput): Promise<void> {
  await buildFacts(db, { ...input, arrivals: relation });
  if (input.recount !== undefined) await db.run(`create or replace temp table recount as ${input.recount}`);
}

async function keepPart(db: DuckDb, name: string, isFirst: boolean): Promise<void> {
  await db.run(
    isFirst
      ? `create or replace temp table parts_of_${name} as select * from ${name}`
      : `insert into parts_of_${name} by name select * from ${name}`,
  );
}

/** Adds up the parts of a table; columns keep their order, sums their type. */
async function addUp(db: DuckDb, { name, grain }: SumTable): Promise<void> {
  const columns = await db.rows(
    'select column_name as name, data_type as type from duckdb_columns() where table_name = ? order by column_index',
    [`parts_of_${name}`],
  );
  const sums = columns.map((column) =>
    grain.includes(String(column['name']))
      ? String(column['name'])
      : `cast(sum(${String(column['name'])}) as ${String(column['type'])}) as ${String(column['name'])}`,
  );
  await db.run(
    `create or replace temp table ${name} as select ${sums.join(', ')} from parts_of_${name} group by ${grain.join(', ')}`,
  );
}
