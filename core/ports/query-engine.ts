/** The port of SQL engines: DuckDB on one machine, Athena on AWS. Nothing in core or queries may know which. */

export type SqlValue = string | number | boolean | null | Readonly<Record<string, string>>;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface QueryEngine {
  /**
   * Returns the rows of one SELECT. `?` parameters are bound, never spliced, and occur in WHERE only (Athena's rule).
   * BIGINT beyond 2^53 is an error, never a rounded number.
   */
  rows(sql: string, parameters?: readonly (string | number)[]): Promise<readonly SqlRow[]>;
}

/** Loads an SQL text by its path below queries/, as `facts/pages/fact.sql`. */
export type SqlLoader = (path: string) => string;
