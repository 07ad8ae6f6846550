/**
 * Decides whether an analyst's SQL may run: one SELECT over the tables of the lake and nothing else. It reads DuckDB's
 * own parse tree, never the text itself, and refuses everything it does not know.
 */
import { OperatorError } from '#core/operator-error';
import { didYouMean } from '#core/operator/nearest-names';
import type { DuckDb } from '../duckdb/open-duckdb.ts';

/** Thrown where a query is refused; the message is for the author of the query. */
export class QueryRefusedError extends OperatorError {
  override readonly name = 'QueryRefusedError';
  override readonly exit = 2;
}

/** Table functions that produce rows from their arguments alone. */
const TABLE_FUNCTIONS = new Set(['unnest', 'range', 'generate_series', 'sequence']);
/** Functions that reveal the process, its settings or its variables, or that write. */
const FORBIDDEN_FUNCTIONS =
  /^(getenv|current_setting|getvariable|set_config|write_log|current_query|nextval|currval|json_serialize_plan|json_execute_serialized_sql|current_connection_id|current_query_id|current_transaction_id|txid_current|pg_.*|duckdb_.*|pragma_.*|read_.*|sniff_.*|query|query_table|glob)$/;
/** Kinds of table references; all others (SHOW_REF, files, ...) are refused. */
const REFERENCES = new Set([
  'BASE_TABLE',
  'SUBQUERY',
  'JOIN',
  'TABLE_FUNCTION',
  'EMPTY',
  'EXPRESSION_LIST',
  'PIVOT',
]);

interface Parsed {
  readonly error: boolean;
  readonly error_message?: string;
  readonly statements?: readonly unknown[];
}

/**
 * Throws a QueryRefusedError unless `sql` is one SELECT over `tables`, common table expressions and harmless functions.
 */
export async function checkSelectOnly(db: DuckDb, sql: string, tables: ReadonlySet<string>): Promise<void> {
  const row = (
    await db.rows('select cast(json_serialize_sql(cast(? as varchar)) as varchar) as parsed', [sql])
  )[0];
  const parsed = JSON.parse(String(row?.['parsed'])) as Parsed;
  if (parsed.error) {
    const message = parsed.error_message ?? '';
    throw new QueryRefusedError(
      /only select/i.test(message) ? `only SELECT is allowed, over ${[...tables].join(', ')}` : message,
    );
  }
  if (parsed.statements?.length !== 1) throw new QueryRefusedError('write exactly one SELECT statement');
  const names = commonTables(parsed);
  await refuseShadows(db, names, tables);
  inspect(parsed.statements, new Set([...tables, ...names]), tables);
}

function inspect(node: unknown, allowed: ReadonlySet<string>, tables: ReadonlySet<string>): void {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const child of node) inspect(child, allowed, tables);
    return;
  }
  const { type, class: kind } = node as { type?: unknown; class?: unknown };
  const isReference = typeof type === 'string' && kind === undefined && 'sample' in node && 'alias' in node;
  if (isReference && !REFERENCES.has(type))
    throw new QueryRefusedError('only tables, joins and subqueries may stand in FROM');
  if (type === 'BASE_TABLE') checkTable(node as Record<string, unknown>, allowed, tables);
  if (type === 'TABLE_FUNCTION') checkTableFunction(node as { function?: { function_name?: unknown } });
  if (kind === 'FUNCTION' || kind === 'WINDOW') checkFunction(node as { function_name?: unknown });
  for (const value of Object.values(node)) inspect(value, allowed, tables);
}

function checkTable(
  node: Readonly<Record<string, unknown>>,
  allowed: ReadonlySet<string>,
  tables: ReadonlySet<string>,
): void {
  const name = String(node['table_name'] ?? '').toLowerCase();
  const schema = String(node['schema_name'] ?? '').toLowerCase();
  const catalog = String(node['catalog_name'] ?? '').toLowerCase();
  if (!allowed.has(name) || !['', 'main'].includes(schema) || catalog !== '') {
    throw new QueryRefusedError(
      `only these tables can be read${didYouMean(name, tables)}: ${[...tables].join(', ')}`,
    );
  }
}

function checkTableFunction(node: { readonly function?: { readonly function_name?: unknown } }): void {
  const name = String(node.function?.function_name ?? '').toLowerCase();
  if (!TABLE_FUNCTIONS.has(name))
    throw new QueryRefusedError(
      `only these may stand in FROM as functions: ${[...TABLE_FUNCTIONS].join(', ')}`,
    );
}

function checkFunction(node: { readonly function_name?: unknown }): void {
  if (FORBIDDEN_FUNCTIONS.test(String(node.function_name ?? '').toLowerCase()))
    throw new QueryRefusedError(
      'this query uses a function that reads more than the facts, which is not allowed',
    );
}

/** Collects the names of all common table expressions, at any depth. */
function commonTables(node: unknown): Set<string> {
  const names = new Set<string>();
  const walk = (child: unknown): void => {
    if (child === null || typeof child !== 'object') return;
    const map = (child as { cte_map?: { map?: readonly { key?: unknown }[] } }).cte_map?.map;
    for (const entry of map ?? []) names.add(String(entry.key ?? '').toLowerCase());
    const cte = (child as { cte_name?: unknown }).cte_name;
    if (typeof cte === 'string') names.add(cte.toLowerCase());
    for (const value of Object.values(child)) walk(value);
  };
  walk(node);
  return names;
}

/**
 * Refuses names of the engine's own tables: inside its own definition a common table's name still refers to the
 * catalogue.
 */
async function refuseShadows(
  db: DuckDb,
  names: ReadonlySet<string>,
  tables: ReadonlySet<string>,
): Promise<void> {
  if (names.size === 0) return;
  const rows = await db.rows(
    'select lower(view_name) as name from duckdb_views() union select lower(table_name) from duckdb_tables()',
  );
  const engine = new Set(rows.map((row) => String(row['name'])).filter((name) => !tables.has(name)));
  for (const name of names) {
    if (engine.has(name) || !/^[a-z_][a-z0-9_]*$/.test(name))
      throw new QueryRefusedError(
        'a WITH name is reserved by the engine or not a plain name: choose another',
      );
  }
}
