/** Where SQL runs: DuckDB on one machine, Athena on AWS. Nothing in core or queries may know which. */

export type SqlValue = string | number | boolean | null | Readonly<Record<string, string>>;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface QueryEngine {
  /**
   * Rows of one SELECT. `?` parameters are bound, never spliced, and stand in WHERE only (Athena's rule). BIGINT beyond
   * 2^53 is an error, never a rounded number.
   */
  rows(sql: string, parameters?: readonly (string | number)[]): Promise<readonly SqlRow[]>;
}

/** Reads a SQL text by its path below queries/, as `facts/pages/fact.sql`. */
export type SqlLoader = (path: string) => string;
