/** A query to Trino over plain HTTP: posted, then followed page by page to its end. */

export interface TrinoColumn {
  readonly name: string;
  readonly type: string;
}
export interface TrinoAnswer {
  readonly columns: readonly TrinoColumn[];
  readonly rows: readonly (readonly unknown[])[];
}

export interface TrinoOptions {
  /** SQL literals for the question marks, as Athena's ExecutionParameters. */
  readonly parameters?: readonly string[];
  readonly catalog?: string;
  readonly schema?: string;
  /** Cancels the query at the server, too. */
  readonly signal?: AbortSignal;
}

/** Trino's error for a failed query. */
export class TrinoError extends Error {
  override readonly name = 'TrinoError';
  readonly code: string;
  /** USER_ERROR, INTERNAL_ERROR, ... */
  readonly kind: string;
  constructor(code: string, kind: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
    this.kind = kind;
  }
}

interface Page {
  readonly columns?: readonly TrinoColumn[];
  readonly data?: readonly (readonly unknown[])[];
  readonly nextUri?: string;
  readonly error?: { readonly errorName: string; readonly errorType: string; readonly message: string };
}

/** Returns all rows; throws a TrinoError if the query fails. */
export async function trinoQuery(
  base: string,
  sql: string,
  { parameters = [], catalog = 'awsdatacatalog', schema = 'default', signal }: TrinoOptions = {},
): Promise<TrinoAnswer> {
  const text =
    parameters.length > 0
      ? `execute immediate '${sql.replaceAll("'", "''")}' using ${parameters.join(', ')}`
      : sql;
  const headers = {
    'x-trino-user': 'test',
    'x-trino-catalog': catalog,
    'x-trino-schema': schema,
    'x-trino-time-zone': 'UTC',
  };
  let page = await read(await fetch(`${base}/v1/statement`, { method: 'POST', body: text, headers }));
  let columns: readonly TrinoColumn[] = [];
  const rows: (readonly unknown[])[] = [];
  for (;;) {
    if (page.error !== undefined)
      throw new TrinoError(page.error.errorName, page.error.errorType, page.error.message);
    columns = page.columns ?? columns;
    for (const row of page.data ?? []) rows.push(row);
    if (page.nextUri === undefined) return { columns, rows };
    if (signal?.aborted === true) {
      await fetch(page.nextUri, { method: 'DELETE', headers });
      throw new TrinoError('USER_CANCELED', 'USER_ERROR', 'Query was canceled');
    }
    page = await read(await fetch(page.nextUri, { headers }));
  }
}

async function read(response: Response): Promise<Page> {
  if (!response.ok) throw new Error(`Trino answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Page;
}
