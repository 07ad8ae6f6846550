/** Request and outcome of `headcount names`. */
import type { DrawnName, NameTable } from '../names/name-tables.ts';

export interface NamesRequest {
  readonly sites: readonly string[];
  /** One table. @default all */
  readonly table?: NameTable;
  readonly approve: readonly string[];
  readonly refuse: readonly string[];
}

export interface DecidedName extends DrawnName {
  readonly site: string;
}

/** A name that passed its threshold and that nobody has decided about. */
export interface WaitingName extends DecidedName {
  /** The first month that drew it, YYYY-MM. */
  readonly period: string;
  /** All months that drew it, ascending. */
  readonly periods: readonly string[];
}

/** The state after the request was carried out, by site, table and name. It holds no figure. */
export interface NamesOutcome {
  readonly waiting: readonly WaitingName[];
  readonly approved: readonly DecidedName[];
  readonly refused: readonly DecidedName[];
  /** Names that were approved now and were shown already, since the site or the program lists them. */
  readonly listed: readonly DecidedName[];
  /** Paths or addresses of the pages that were rewritten. */
  readonly pages: readonly string[];
}
