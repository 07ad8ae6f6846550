/** What an analyst may query: tables and columns with their descriptions, without opening any data. */
import { UsageError } from '#core/operator/failures';
import { didYouMean } from '#core/operator/nearest-names';
import { LAKE_TABLES, type LakeTable } from '#queries/lake/tables';
import { answerWriter, type AnswerFormat } from '#render/answer/answer-writer';

/** `describe pages`, `desc pages`, `show columns from pages`, and `show tables` or `describe` alone. */
const DESCRIBE =
  /^\s*(?:(?:describe|desc|show\s+columns\s+(?:from|in))\s+(?:table\s+)?(?<table>"?[\w.]+"?)|show\s+tables|describe|desc)\s*;?\s*$/i;

/** SQL names of the types that columns have. */
const TYPES = { string: 'varchar', int: 'integer', bigint: 'bigint', boolean: 'boolean' } as const;

/**
 * Returns the tables that a `describe` names, all for `show tables`; undefined where the SQL is neither. Throws a
 * UsageError for a table that does not exist.
 */
export function describedTables(sql: string): readonly LakeTable[] | undefined {
  const match = DESCRIBE.exec(sql);
  if (match === null) return undefined;
  const name = match.groups?.['table']?.replaceAll('"', '').split('.').at(-1)?.toLowerCase();
  if (name === undefined) return LAKE_TABLES;
  const table = LAKE_TABLES.find((candidate) => candidate.name === name);
  if (table !== undefined) return [table];
  const names = LAKE_TABLES.map((candidate) => candidate.name);
  throw new UsageError(`no such table${didYouMean(name, names)}: there are ${names.join(', ')}`);
}

/** Renders the tables: for people one after the other, otherwise a row per column. */
export function renderSchema(tables: readonly LakeTable[], format: AnswerFormat): string {
  if (format === 'table') return `${tables.map(tableText).join('\n\n')}\n`;
  const writer = answerWriter(format, Number.MAX_SAFE_INTEGER);
  writer.columns(['table', 'column', 'type', 'description']);
  for (const { name, columns } of tables)
    for (const column of columns) writer.row([name, column.name, typeOf(column.type), column.description]);
  return Buffer.concat(writer.finish()).toString();
}

function tableText({ name, description, columns }: LakeTable): string {
  const width = Math.max(...columns.map((column) => column.name.length));
  // The last column has no width: no description is cut.
  const lines = columns.map(
    (column) => `  ${column.name.padEnd(width)}  ${typeOf(column.type).padEnd(7)}  ${column.description}`,
  );
  return [`${name}: ${description}`, ...lines].join('\n');
}

const typeOf = (type: LakeTable['columns'][number]['type']) => TYPES[type as keyof typeof TYPES] ?? type;
