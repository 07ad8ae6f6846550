/**
 * Publishes a day: drafts in a prefix of the run's own, with the rows of sites sealed before; then the partitions are
 * pointed at them; then the rows of `seals`, in one PutObject, show them. It may not delete anything.
 */
import { factColumns, type FactColumn } from '#core/facts/columns';
import { databaseName } from '#core/facts/database-name';
import { COMPLETENESS } from '#core/facts/lake-columns';
import type { DayToSeal } from '#core/seal/plan-seals';
import { namesOfMonth } from '#core/disclosure/listed-names';
import { sealRows } from '#core/seal/seal-rows';
import { runningImports } from '../import/running-imports.ts';
import { keepNames } from '../lake/kept-names.ts';
import { readSeals, writeSeals, type SealRow } from '../lake/seals.ts';
import type { SealBooks } from './build-facts.ts';
import { readWaitingCounts } from './late-ledger.ts';
import { lateObject } from './late-object.ts';
import { touch } from './replaced.ts';
import { castColumns } from './scratch-tables.ts';
import { listSealedTables, awaitAll, type SealContext } from './seal-context.ts';
import type { LateCount } from './claims.ts';

/**
 * Thrown where an import that touches the day has started since the plan was made: the run starts over, and the day
 * waits for the import.
 */
export class ImportBeganError extends Error {
  override readonly name = 'ImportBeganError';

  constructor() {
    super('an import has begun that touches a day which was being sealed; nothing was sealed of that day');
  }
}

/** Locations of each table's partition of the day; absent where there is none. */
export type PartitionLocations = Readonly<Record<string, string>>;

/** Reads the current locations; recorded before anything is drafted. */
export async function readPartitionLocations(
  { catalogue, databases, declared }: SealContext,
  day: string,
): Promise<PartitionLocations> {
  const locations = await awaitAll(
    listSealedTables(declared).map(
      async ({ name }) => [name, await catalogue.partition(databases.store, name, day)] as const,
    ),
  );
  return Object.fromEntries(
    locations.flatMap(([name, location]) => (location === undefined ? [] : [[name, location]])),
  );
}

/** Whether nobody else has swapped a partition of the day since: then the carried rows are still the shown ones. */
export async function arePartitionsUnchanged(
  context: SealContext,
  day: string,
  before: PartitionLocations,
): Promise<boolean> {
  const now = await readPartitionLocations(context, day);
  return listSealedTables(context.declared).every(
    ({ name, folder }) =>
      now[name] === before[name] || now[name]?.startsWith(draftUri(context, folder, day)) === true,
  );
}

const draftUri = ({ facts, steps }: SealContext, folder: string, day: string) =>
  facts.uri(`${folder}/period=${day}/${steps.run}/`);

/** Drafts the day and returns the location of each table's draft. */
export async function draftDay(
  context: SealContext,
  day: string,
  carried: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { steps, declared, databases } = context;
  await steps.once(`${day} touch`, () => touch(context, day));
  const findColumns = (name: string): readonly FactColumn[] => {
    const fact = declared.find((candidate) => candidate.name === name);
    return (fact === undefined ? COMPLETENESS : factColumns(fact)).filter((column) => column.name !== 'day');
  };
  const locations = await awaitAll(
    listSealedTables(declared).map(async ({ name, folder }): Promise<[string, string]> => {
      const columns = findColumns(name);
      const list = columns.map((column) => column.name).join(', ');
      const carriedRows =
        carried.length === 0
          ? ''
          : `\nunion all\nselect ${list}\nfrom ${databaseName(databases.store)}.${name}\nwhere period = ? and site in (${carried.map(() => '?').join(', ')})`;
      const text = castColumns(`select ${list}\nfrom ${name}${carriedRows}`, columns);
      return [
        name,
        await steps.unload(
          `${day} draft ${name}`,
          { text, parameters: carried.length === 0 ? [] : [day, ...carried], database: databases.scratch },
          draftUri(context, folder, day),
        ),
      ];
    }),
  );
  return new Map(locations);
}

/** Drafts the late rows that waited for this day's seal, beside its draft, and returns them. */
export async function draftLate(
  context: SealContext,
  { day, sites }: DayToSeal,
  drafts: ReadonlyMap<string, string>,
): Promise<readonly LateCount[]> {
  const { steps, record, facts } = context;
  return await steps.once(`${day} late`, async () => {
    const counts = (await readWaitingCounts(record))
      .filter((count) => count.dt === day && sites.some(({ site }) => site === count.site))
      .map(({ site, items }) => ({ site, items }));
    if (counts.length > 0)
      await facts.put(
        `${drafts.get('completeness')?.slice(facts.uri('').length)}late.parquet`,
        lateObject(counts),
      );
    return counts;
  });
}

/**
 * Points the partitions at the drafts. Readers still see the rows of sites sealed before, and nothing of the new ones.
 */
export async function swapDay(
  context: SealContext,
  day: string,
  drafts: ReadonlyMap<string, string>,
): Promise<void> {
  const { steps, catalogue, databases } = context;
  for (const [name, location] of drafts) {
    await steps.once(`${day} swap ${name}`, async () => {
      await touch(context, day);
      await catalogue.pointPartition(databases.store, name, day, location);
    });
  }
}

/**
 * Commits the day: with this one write readers see all of it. Throws an ImportBeganError; an import that registers
 * after this check finds the day sealed.
 */
export async function commitDay(context: SealContext, sealing: DayToSeal, books: SealBooks): Promise<void> {
  const { steps, record, facts, config, declared, today } = context;
  const { day, sites } = sealing;
  await steps.once(`${day} commit`, async () => {
    // Imports that the plan knew of have no site here.
    if (
      (await runningImports(record)).some(
        (running) => running.days.includes(day) && sites.some(({ site }) => site === running.site),
      )
    )
      throw new ImportBeganError();
    const rows = await readSeals(facts);
    const vocabularies = await keepNamesOfMonth(context, sealing, rows);
    const others = rows.filter((row) => row.period !== day || !sites.some(({ site }) => site === row.site));
    await writeSeals(facts, [
      ...others,
      ...(sealRows({
        config,
        facts: declared,
        today,
        sealing,
        ...books,
        vocabularies,
      }) satisfies readonly SealRow[]),
    ]);
  });
}

/**
 * Keeps what each site lists, unless an earlier seal of the month has done so, before the commit refers to it. Returns
 * the digests by site.
 */
async function keepNamesOfMonth(
  { facts, listed }: SealContext,
  { day, sites }: DayToSeal,
  rows: readonly SealRow[],
): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for (const { site } of sites) {
    const names = listed(site);
    const digest =
      namesOfMonth(rows, site, day) ?? (names === undefined ? undefined : await keepNames(facts, names));
    if (digest !== undefined) digests.set(site, digest);
  }
  return digests;
}
