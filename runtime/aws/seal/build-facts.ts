/**
 * Builds a day's facts and completeness in scratch from its snapshot, by the texts of queries/seal and queries/facts,
 * as runtime/local/seal/build-facts.ts does in memory; then checks the books.
 */
import { factColumns } from '#core/facts/columns';
import { COMPLETENESS } from '#core/facts/lake-columns';
import { factFile } from '#core/facts/fact-files';
import type { SqlRow } from '#core/ports/query-engine';
import type { DayToSeal } from '#core/seal/plan-seals';
import { reconcile } from '#core/seal/reconcile';
import { buildSiteDays } from '#core/seal/seal-rows';
import { putRows, castColumns, unloadScratch } from './scratch-tables.ts';
import { awaitAll, type Columns, type SealContext } from './seal-context.ts';
import { BOOKS, COMPLETENESS_QUERY, RELATIONS, sealQuery } from './seal-queries.ts';

/** What a seal records of the arrivals: rows of queries/seal, one per site with arrivals. */
export interface SealBooks {
  readonly recount: readonly SqlRow[];
  readonly keyings: readonly SqlRow[];
}

/**
 * Builds the facts and returns the books. Throws a SealMismatchError where the books
 * do not balance.
 */
export async function buildFacts(context: SealContext, sealing: DayToSeal): Promise<SealBooks> {
  const { steps, config, declared, scratch, loadSql, databases } = context;
  const { day, sites } = sealing;
  await awaitAll([
    putRows(context, day, 'bounds', [config.bounds]),
    putRows(context, day, 'site_days', buildSiteDays(config, sealing)),
    putRows(
      context,
      day,
      'sealing',
      sites.map(({ site, live }) => ({ site, day, live })),
    ),
  ]);
  const make = (name: string, path: string, { columns }: Columns) =>
    unloadScratch(context, day, name, { text: castColumns(loadSql(path), columns) });
  for (const names of RELATIONS) {
    await awaitAll(
      names.map((name) =>
        make(name, sealQuery(name), scratch.find((table) => table.name === name) ?? { columns: [] }),
      ),
    );
  }
  await awaitAll([
    ...declared.map((fact) => make(fact.name, factFile(fact), { columns: factColumns(fact) })),
    make('completeness', COMPLETENESS_QUERY, { columns: COMPLETENESS }),
  ]);
  const [recount = [], mismatches = [], keyings = []] = await awaitAll(
    BOOKS.map((name) =>
      steps.query(`${day} ${name}`, { text: loadSql(sealQuery(name)), database: databases.scratch }),
    ),
  );
  reconcile(recount, mismatches);
  return { recount, keyings };
}

/** Lists every table that a day points. */
export function listScratchTables({
  declared,
  scratch,
}: Pick<SealContext, 'declared' | 'scratch'>): readonly string[] {
  return [...scratch.map((table) => table.name), ...declared.map((fact) => fact.name), 'completeness'];
}
