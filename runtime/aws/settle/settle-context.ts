/** What a settlement on AWS works with. It may not hold a state. */
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
  /** Milliseconds left of this invocation. */
  readonly remainingMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Letters and digits that no other run has. */
  readonly newId: () => string;
}
