/** The context of a settlement on AWS. */
import type { Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import type { Athena } from '../athena/athena.ts';
import type { Catalogue } from '../lake/catalogue.ts';
import type { Objects } from '../lake/objects.ts';
import type { RunRecord } from '../steps/run-record.ts';

export interface SettleContext {
  readonly facts: Objects;
  readonly arrivals: Objects;
  readonly catalogue: Catalogue;
  readonly record: RunRecord;
  readonly athena: Athena;
  readonly databases: { readonly store: string; readonly scratch: string };
  readonly declared: readonly Fact[];
  readonly loadSql: SqlLoader;
  /** Remaining time of this invocation. */
  readonly remainingMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Returns letters and digits that are unique per run. */
  readonly newId: () => string;
}
