/**
 * The port of a release: where its books and releases are kept, and which facts it is drawn from. Each place has one
 * adapter, which release-due.ts calls in the order that privacy requires. Whoever creates a store holds the lock or the
 * lease of the release while it is used. A store may not decide anything: it reads and writes on request.
 */
import type { LedgerEntry } from '../disclosure/budget-ledger.ts';
import type { DuePeriod, SiteDays } from '../disclosure/due-releases.ts';
import type { ListedNames } from '../disclosure/listed-names.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { Fact } from '../facts/fact.ts';
import type { QueryEngine } from '../ports/query-engine.ts';

/** The books of a place. */
export interface ReleaseStore {
  /**
   * Lists the sealed days, open days and published periods of each site, in the order of `sites`. `today` is a local
   * day.
   */
  siteDays(sites: readonly string[], today: string): Promise<readonly SiteDays[]>;
  /**
   * Reads every entry of the ledger. Throws a KeptFileError where one cannot be read: the spent budget is then unknown.
   */
  readLedger(): Promise<readonly LedgerEntry[]>;
  /** Writes an entry durably. It replaces an earlier entry of the same release, which was never drawn. */
  book(entry: LedgerEntry): Promise<void>;
  /** Returns the name of the file or object of a ledger entry, for messages. */
  entryName(site: string, period: string): string;
  /** Returns the name of the file or object of a published release, for messages. */
  releaseName(site: string, period: string): string;
  /** Whether enough time is left to begin one more release; if not, the run ends and the next run continues. */
  hasTime(): boolean;
  /** Opens one release. The caller closes it. */
  open(due: DuePeriod): Promise<PeriodStore>;
}

/** The steps after which a run can be interrupted. */
export type ReleaseStep = 'booked' | 'drawn' | 'kept' | 'published';

/** Reads and writes the data of one release. */
export interface PeriodStore {
  /**
   * Reads the draw that an earlier run made but did not publish; undefined where there is none. Throws a KeptFileError
   * where rows of the release exist without it: the published figures are lost and must not be drawn again.
   */
  readDrawn(): Promise<StoredRelease | undefined>;
  readSeals(): Promise<PeriodSeals>;
  /**
   * Reads what the site listed when the first day of the period was sealed; undefined where that was not kept yet.
   * Throws a KeptFileError where it is lost.
   */
  readListedNames(): Promise<ListedNames | undefined>;
  /** Opens an engine that shows these facts of the site, sealed days only. */
  openFacts(facts: readonly Fact[]): Promise<QueryEngine>;
  /** Reads, without a cache, which days of the period are sealed now. */
  readSealedDays(): Promise<readonly string[]>;
  /** Keeps the draw durably. Returns the kept one, which is an earlier draw where there is one. */
  keep(release: StoredRelease): Promise<StoredRelease>;
  /**
   * Publishes the kept release: its rows first, the release itself last. It is idempotent after a crash at any point.
   */
  publish(release: StoredRelease): Promise<void>;
  /** Called after each step; tests can interrupt the run there. */
  onStep?(step: ReleaseStep): void;
  close(): void;
}

/** The rows of `seals` that concern one release of a site. */
export interface PeriodSeals {
  /** The row of each sealed day from the first day of the release to its last, with its bounds. */
  readonly days: readonly Readonly<Record<string, unknown>>[];
  /** Every day of the site whose breakdowns were merged into a month. */
  readonly merged: readonly string[];
}
