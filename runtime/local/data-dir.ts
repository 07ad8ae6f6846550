/** Where everything lies below the data directory: the one place that knows the layout of docs/reference.md, Files. */
import { join } from 'node:path';

export interface DataDir {
  readonly root: string;
  /** Personal data for a day: dt=YYYY-MM-DD/NAME.parquet. Never in a backup. */
  readonly arrivals: string;
  /** Open and closed segments, personal data. Never in a backup. */
  readonly journal: string;
  readonly salts: string;
  readonly facts: string;
  readonly completeness: string;
  readonly seals: string;
  readonly releases: string;
  readonly reports: string;
  /** State of seals and imports in progress. */
  readonly state: string;
  readonly locks: string;
  /** DuckDB's spill files and scratch tables; emptied at each start. Never in a backup. */
  readonly scratch: string;
}

export function dataDir(root: string): DataDir {
  const at = (name: string) => join(root, name);
  return {
    root,
    arrivals: at('arrivals'),
    journal: at('journal'),
    salts: at('salts'),
    facts: at('facts'),
    completeness: at('completeness'),
    seals: at('seals'),
    releases: at('releases'),
    reports: at('reports'),
    state: at('state'),
    locks: at('locks'),
    scratch: at('scratch'),
  };
}
