/** The layout of the data directory, as docs/reference.md describes it under *Files*. No other file knows it. */
import { join } from 'node:path';

export interface DataDir {
  readonly root: string;
  /** Personal data, kept for a day: dt=YYYY-MM-DD/NAME.parquet. Never in a backup. */
  readonly arrivals: string;
  /** Open and closed segments: personal data. Never in a backup. */
  readonly journal: string;
  readonly salts: string;
  readonly facts: string;
  readonly completeness: string;
  readonly seals: string;
  readonly releases: string;
  readonly reports: string;
  /** Report for insiders of the demo's simulated month. */
  readonly sample: string;
  /** State of seals and imports in progress. */
  readonly state: string;
  readonly locks: string;
  /** DuckDB's spill files and scratch tables; emptied at each start. Never in a backup. */
  readonly scratch: string;
}

/** Returns the layout below a root; creates nothing. */
export function dataDir(root: string): DataDir {
  const inRoot = (name: string) => join(root, name);
  return {
    root,
    arrivals: inRoot('arrivals'),
    journal: inRoot('journal'),
    salts: inRoot('salts'),
    facts: inRoot('facts'),
    completeness: inRoot('completeness'),
    seals: inRoot('seals'),
    releases: inRoot('releases'),
    reports: inRoot('reports'),
    sample: inRoot('sample'),
    state: inRoot('state'),
    locks: inRoot('locks'),
    scratch: inRoot('scratch'),
  };
}
