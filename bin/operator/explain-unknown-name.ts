/** Explains an engine's message about a table or column that does not exist, with the names that there are. */
import { didYouMean } from '#core/operator/nearest-names';
import { tablesRead } from '#core/operator/tables-read';
import { LAKE_TABLES } from '#queries/lake/tables';

/** What DuckDB and Trino say, with the name that they did not find. */
const COLUMN =
  /Referenced column "(.+?)" not found|does not have a column named "(.+?)"|\bColumn '(.+?)' cannot be resolved/;
const TABLE = /\bTable '(?:[^'.]+\.)*([^'.]+)' does not exist|Referenced table "(.+?)" not found/;

/** Returns the message with what there is instead; any other message as it is. */
export function explainUnknownName(message: string, sql: string): string {
  const column = firstGroup(COLUMN.exec(message));
  if (column !== undefined) return unknownColumn(column.split('.').at(-1) ?? column, sql);
  const table = firstGroup(TABLE.exec(message));
  const names = LAKE_TABLES.map(({ name }) => name);
  // The name may be an alias: then the tables of the query are what there is.
  return table === undefined
    ? message
    : `no table ${JSON.stringify(table)}${didYouMean(table, names)}: there are ${names.join(', ')}`;
}

function unknownColumn(column: string, sql: string): string {
  const read = tablesRead(sql);
  const tables = LAKE_TABLES.filter(({ name }) => read.has(name));
  const columns = [...new Set(tables.flatMap((table) => table.columns.map(({ name }) => name)))];
  const unknown = `no column ${JSON.stringify(column)}`;
  if (tables.length === 0) return `${unknown}: headcount query --schema lists tables and columns`;
  const lists = tables.map(
    ({ name, columns: its }) => `${name} has ${its.map((one) => one.name).join(', ')}`,
  );
  return `${unknown} in ${tables.map(({ name }) => name).join(', ')}${didYouMean(column, columns)}: ${lists.join('; ')}`;
}

const firstGroup = (match: RegExpExecArray | null): string | undefined =>
  match?.slice(1).find((group) => group !== undefined);
