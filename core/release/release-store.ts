/**
 * The port of a release: where its books and releases are kept, and which facts it is drawn from. Each place has one
 * adapter, and release-due.ts calls it in the order that privacy needs. Whoever makes a store holds the lock or the
 * lease of the release for as long as it is used. A store may not decide: it reads and writes what it is asked.
 */
import type { LedgerEntry } from '../disclosure/budget-ledger.ts';
import type { DuePeriod, SiteDays } from '../disclosure/due-releases.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { Fact } from '../facts/fact.ts';
import type { QueryEngine } from '../ports/query-engine.ts';

/** The books of a place. */
export interface ReleaseStore {
  /** Sealed days, open days and published periods of each site, in the order of `sites`. `today` is a local day. */
  siteDays(sites: readonly string[], today: string): Promise<readonly SiteDays[]>;
  /** Every entry of the ledger. Throws a KeptFileError where one cannot be read: what is spent is then unknown. */
  readLedger(): Promise<readonly LedgerEntry[]>;
  /** Writes an entry durably; an earlier entry of the same release, which was never drawn, is replaced. */
  book(entry: LedgerEntry): Promise<void>;
  /** Name of the file or object of a ledger entry, for messages. */
  entryName(site: string, period: string): string;
  /** Name of the file or object of a published release, for messages. */
  releaseName(site: string, period: string): string;
  /** Whether there is time to begin one more release; else the run ends, and the next one goes on. */
  hasTime(): boolean;
  /** Opens one release. The caller closes it. */
  open(due: DuePeriod): Promise<PeriodStore>;
}

/** The steps after which a run may be cut short. */
export type ReleaseStep = 'booked' | 'drawn' | 'kept' | 'published';

/** What one release reads and writes. */
export interface PeriodStore {
  /**
   * What an earlier run drew and did not publish; undefined where there is none. Throws a KeptFileError where rows of
   * the release exist without it: what was published is lost, and must not be drawn anew.
   */
  readDrawn(): Promise<StoredRelease | undefined>;
  readSeals(): Promise<PeriodSeals>;
  /** An engine that shows these facts of the site, of sealed days alone. */
  openFacts(facts: readonly Fact[]): Promise<QueryEngine>;
  /** The days of the period that are sealed at this moment, read anew. */
  sealedNow(): Promise<readonly string[]>;
  /** Keeps what was drawn, durably: returns what is kept, which is an earlier draw where there is one. */
  keep(release: StoredRelease): Promise<StoredRelease>;
  /** Publishes what is kept: its rows first, the release itself last. It can be repeated after a crash anywhere. */
  publish(release: StoredRelease): Promise<void>;
  /** Called after each step; a test may end the run there. */
  reach?(step: ReleaseStep): void;
  close(): void;
}

/** What `seals` says of a site. */
export interface PeriodSeals {
  /** The row of each sealed day from the first day of the release to its last, with its bounds. */
  readonly days: readonly Readonly<Record<string, unknown>>[];
  /** Every day of the site whose breakdowns were merged into a month. */
  readonly merged: readonly string[];
}
