/**
 * Makes chunks visible one after another: the state first, then the names of the files, so that the next start
 * completes what a crash cut short. One chunk is converted while the next is read. It may not read a log.
 */
import type { DataDir } from '#runtime/local/data-dir';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { publish, unpublish, type ArrivalsWriter } from './arrivals-writer.ts';
import type { PartitionRows } from './judge-messages.ts';
import {
  addCorrections,
  lockDays,
  rowsOfDays,
  sealedAmong,
  applyCorrections,
  type LateCorrections,
} from './late-meanwhile.ts';
import { hourOf, writeImportState, type ImportState, type LogProgress } from './import-state.ts';

interface Cut {
  readonly files: Promise<readonly string[]>;
  /** Of the log that it ends: lines that are late after all are added. */
  readonly moved: LateCorrections;
  readonly days: ReadonlySet<string>;
  readonly logs: readonly LogProgress[];
}

export class CommitQueue {
  /** While true, chunks wait: the beginning of standard input may turn out to be counted already. */
  hold = false;
  readonly #data: DataDir;
  readonly #db: DuckDb;
  readonly #writer: ArrivalsWriter;
  /** Days that a seal took while this import ran. */
  readonly #sealed = new Set<string>();
  readonly #movedOf = new WeakMap<LogProgress, LateCorrections>();
  readonly #now: () => number;
  readonly #onNewDay: (day: string) => void;
  #state: ImportState;
  #days: Set<string>;
  #logs: readonly LogProgress[];
  #held: Cut[] = [];
  #committing: Promise<void> = Promise.resolve();

  constructor(
    data: DataDir,
    db: DuckDb,
    writer: ArrivalsWriter,
    state: ImportState,
    now: () => number,
    onNewDay: (day: string) => void,
  ) {
    this.#data = data;
    this.#db = db;
    this.#writer = writer;
    this.#state = state;
    this.#days = new Set(state.days);
    this.#logs = state.logs;
    this.#now = now;
    this.#onNewDay = onNewDay;
  }

  /** Rows since the last cut. */
  get rows(): number {
    return this.#writer.rows;
  }

  /** Days of the rows taken so far. */
  get days(): ReadonlySet<string> {
    return this.#days;
  }

  add({ dt, lines, count, days }: PartitionRows): void {
    for (const day of days) {
      if (this.#days.has(day)) continue;
      this.#days.add(day);
      this.#onNewDay(day);
    }
    this.#writer.add(dt, lines, count);
  }

  /**
   * Ends a chunk where a log has reached `progress`, which takes the place of `before`; `moved` is the log's, and grows
   * at the commit.
   */
  async cut(progress: LogProgress, before: LogProgress | undefined, moved: LateCorrections): Promise<void> {
    this.#movedOf.set(progress, moved);
    this.#logs = [...this.#logs.filter((log) => log !== before), progress];
    this.#hold(moved);
    if (!this.hold) await this.#release();
  }

  /** Takes back every row since the last commit. */
  async drop(): Promise<void> {
    this.#hold({});
    for (const cut of this.#held) unpublish(this.#data, await cut.files);
    this.#held = [];
    await this.#committing;
    this.#days = new Set(this.#state.days);
    this.#logs = this.#state.logs;
  }

  /** Commits all that is left; what is committed then. */
  async finish(): Promise<ImportState> {
    this.hold = false;
    await this.#release();
    await this.#committing;
    return this.#state;
  }

  #hold(moved: LateCorrections): void {
    const files = this.#writer.cut();
    // Who waits for them hears of it; a cut that nobody waits for any more must not end the process in its own way.
    files.catch(() => undefined);
    this.#held.push({ files, moved, days: new Set(this.#days), logs: this.#logs });
  }

  /** Waits for the chunk before, never for this one. */
  async #release(): Promise<void> {
    await this.#committing;
    const cuts = this.#held;
    this.#held = [];
    this.#committing = this.#commit(cuts);
    this.#committing.catch(() => undefined);
  }

  async #commit(cuts: readonly Cut[]): Promise<void> {
    const last = cuts.at(-1);
    if (last === undefined) return;
    const files = (await Promise.all(cuts.map((cut) => cut.files))).flat();
    const lock = await lockDays(this.#data);
    try {
      await this.#noteSealed(last.days);
      for (const cut of cuts)
        addCorrections(cut.moved, await rowsOfDays(this.#db, this.#data, await cut.files, this.#sealed));
      this.#write(last, files);
    } finally {
      lock.release();
    }
  }

  /** Days of the state are not sealed while it is running: only new ones may have been. */
  async #noteSealed(days: ReadonlySet<string>): Promise<void> {
    const known = new Set(this.#state.days);
    const fresh = [...days].filter((day) => !known.has(day));
    for (const day of await sealedAmong(this.#db, this.#data, this.#state.site, fresh)) this.#sealed.add(day);
  }

  #write(last: Cut, files: readonly string[]): void {
    this.#state = {
      ...this.#state,
      activeAt: hourOf(this.#now()),
      days: [...last.days].toSorted(),
      logs: last.logs,
      publish: files,
    };
    const logs = last.logs.map((log) => ({
      ...log,
      counts: applyCorrections(log.counts, this.#movedOf.get(log) ?? {}),
    }));
    writeImportState(this.#data, { ...this.#state, logs });
    publish(this.#data, files);
  }
}
