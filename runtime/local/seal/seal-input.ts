/** What a run of the seal is asked for, and what came of it. */
import type { Config } from '#core/config/schema';
import type { ListedNames } from '#core/disclosure/listed-names';
import type { Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import type { HeldBack } from '#core/seal/held-back';
import type { Plan } from '#core/seal/plan-seals';
import type { SealedDay } from '#core/seal/sealed-day';
import type { DataDir } from '../data-dir.ts';

export interface SealInput {
  readonly data: DataDir;
  readonly config: Config;
  /** Returns what a site lists; undefined for one that is not configured. */
  readonly listed: (site: string) => ListedNames | undefined;
  readonly facts: readonly Fact[];
  readonly loadSql: SqlLoader;
  readonly through: string;
  readonly today: string;
  readonly byClock: boolean;
  /** The day that retention is computed for. @default today */
  readonly retentionDay?: string;
  /** Whether nobody named or confirmed `through`: a long silence is refused then. @default false */
  readonly throughUnconfirmed?: boolean;
  readonly memoryLimit: string;
  /** Called after each day. */
  readonly onSealed?: (day: string, completed: number, total: number) => void;
}

export interface SealResult {
  readonly days: readonly SealedDay[];
  readonly waiting: Plan['waiting'];
  /** Items of sealed days that this run counted as late. */
  readonly late: number;
  /** Unsealed items that were deleted after `arrivalsDays`. */
  readonly abandoned: number;
  /** Files deleted likewise, with an unknown number of rows. */
  readonly abandonedFiles: number;
  /** Damaged files, and the days that were not sealed because of them. */
  readonly held: readonly HeldBack[];
}
