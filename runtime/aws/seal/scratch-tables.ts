/** Writes scratch tables of a day below the run's own prefix, then points the tables at them. */
import { ATHENA_TYPE, unloadColumn } from '#core/event/column-types';
import type { ColumnType } from '#core/event/fields';
import { dayFolder, type SealContext } from './seal-context.ts';

type Column = { readonly name: string; readonly type: ColumnType };

/** Wraps a query in a SELECT for UNLOAD, which keeps the types it gets: each column is cast to its declared type. */
export function castColumns(text: string, columns: readonly Column[]): string {
  return `select ${columns.map((column) => `cast(${unloadColumn(column)} as ${ATHENA_TYPE[column.type]}) as ${column.name}`).join(', ')}\nfrom (\n${text.trim()}\n) rows_of`;
}

/** UNLOADs a SELECT and points the table of that name at it. */
export async function unloadScratch(
  context: SealContext,
  day: string,
  name: string,
  sql: { readonly text: string; readonly parameters?: readonly (string | number)[] },
): Promise<void> {
  const { steps, arrivals, databases } = context;
  const location = await steps.unload(
    `${day} ${name}`,
    { ...sql, database: databases.scratch },
    arrivals.uri(`${dayFolder(steps.run, day)}${name}/`),
  );
  await pointTable(context, day, name, location);
}

/** Writes rows as JSON lines and points the table of that name at them; without rows there is no object. */
export async function putRows(
  context: SealContext,
  day: string,
  name: string,
  rows: readonly object[],
): Promise<void> {
  const { steps, arrivals } = context;
  const folder = `${dayFolder(steps.run, day)}${name}/`;
  if (rows.length > 0)
    await steps.once(`${day} ${name}`, async () => {
      await arrivals.put(
        `${folder}rows.jsonl`,
        rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
        'application/x-ndjson',
      );
    });
  await pointTable(context, day, name, arrivals.uri(folder));
}

const pointStep = (day: string, name: string) => `${day} point ${name}`;

async function pointTable(
  { steps, catalogue, databases }: SealContext,
  day: string,
  name: string,
  location: string,
): Promise<void> {
  await steps.once(pointStep(day, name), () => catalogue.pointTable(databases.scratch, name, location));
}

/** Whether every table that this day has pointed is still where it was: a settlement may have run in between. */
export async function areScratchTablesCurrent(
  { steps, catalogue, databases, arrivals }: SealContext,
  day: string,
  names: readonly string[],
): Promise<boolean> {
  const own = arrivals.uri(dayFolder(steps.run, day));
  const locations = await Promise.all(
    names
      .filter((name) => steps.has(pointStep(day, name)))
      .map((name) => catalogue.location(databases.scratch, name)),
  );
  return locations.every((location) => location.startsWith(own));
}
