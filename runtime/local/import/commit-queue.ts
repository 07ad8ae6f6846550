/**
 * Commits chunks one after another: first the state, then the names of the files, so that the next start completes what
 * a crash interrupted. One chunk is converted while the next is read.
 */
import type { DataDir } from '#runtime/local/data-dir';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { publish, unpublish, type ArrivalsWriter } from './arrivals-writer.ts';
import type { PartitionRows } from './judge-messages.ts';
import {
  addCorrections,
  lockDays,
  countRowsOfDays,
  findSealed,
  applyCorrections,
  type LateCorrections,
} from './late-meanwhile.ts';
import { hourOf, writeImportState, type ImportState, type LogProgress } from './import-state.ts';

interface Chunk {
  readonly files: Promise<readonly string[]>;
  /** Late corrections of the log that the chunk ends; the commit adds to them. */
  readonly corrections: LateCorrections;
  readonly days: ReadonlySet<string>;
  readonly logs: readonly LogProgress[];
}

export class CommitQueue {
  /** While true, chunks are not committed: the beginning of standard input may turn out to be counted already. */
  paused = false;
  readonly #data: DataDir;
  readonly #db: DuckDb;
  readonly #writer: ArrivalsWriter;
  /** Days that were sealed while this import ran. */
  readonly #sealed = new Set<string>();
  readonly #corrections = new WeakMap<LogProgress, LateCorrections>();
  readonly #now: () => number;
  readonly #onNewDay: (day: string) => void;
  #state: ImportState;
  #days: Set<string>;
  #logs: readonly LogProgress[];
  #pending: Chunk[] = [];
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

  /** Days of the rows added so far. */
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
   * Ends a chunk at `progress` of a log, which replaces its progress `before`; the commit adds to `corrections` of that
   * log.
   */
  async cut(
    progress: LogProgress,
    before: LogProgress | undefined,
    corrections: LateCorrections,
  ): Promise<void> {
    this.#corrections.set(progress, corrections);
    this.#logs = [...this.#logs.filter((log) => log !== before), progress];
    this.#cutChunk(corrections);
    if (!this.paused) await this.#commitPending();
  }

  /** Discards every row since the last commit. */
  async drop(): Promise<void> {
    this.#cutChunk({});
    for (const chunk of this.#pending) unpublish(this.#data, await chunk.files);
    this.#pending = [];
    await this.#committing;
    this.#days = new Set(this.#state.days);
    this.#logs = this.#state.logs;
  }

  /** Commits all remaining chunks and returns the committed state. */
  async finish(): Promise<ImportState> {
    this.paused = false;
    await this.#commitPending();
    await this.#committing;
    return this.#state;
  }

  #cutChunk(corrections: LateCorrections): void {
    const files = this.#writer.cut();
    // Whoever waits for the files gets the error; a chunk that nobody waits for any more must not end the process.
    files.catch(() => undefined);
    this.#pending.push({ files, corrections, days: new Set(this.#days), logs: this.#logs });
  }

  /** Waits for the commit of the previous chunk, never for this one. */
  async #commitPending(): Promise<void> {
    await this.#committing;
    const chunks = this.#pending;
    this.#pending = [];
    this.#committing = this.#commit(chunks);
    this.#committing.catch(() => undefined);
  }

  async #commit(chunks: readonly Chunk[]): Promise<void> {
    const lastChunk = chunks.at(-1);
    if (lastChunk === undefined) return;
    const files = (await Promise.all(chunks.map((chunk) => chunk.files))).flat();
    const lock = await lockDays(this.#data);
    try {
      await this.#noteSealed(lastChunk.days);
      for (const chunk of chunks)
        addCorrections(
          chunk.corrections,
          await countRowsOfDays(this.#db, this.#data, await chunk.files, this.#sealed),
        );
      this.#write(lastChunk, files);
    } finally {
      lock.release();
    }
  }

  /** Days in the state are not sealed while the import runs: only new ones may have been. */
  async #noteSealed(days: ReadonlySet<string>): Promise<void> {
    const knownDays = new Set(this.#state.days);
    const newDays = [...days].filter((day) => !knownDays.has(day));
    for (const day of await findSealed(this.#db, this.#data, this.#state.site, newDays))
      this.#sealed.add(day);
  }

  #write(last: Chunk, files: readonly string[]): void {
    this.#state = {
      ...this.#state,
      activeAt: hourOf(this.#now()),
      days: [...last.days].toSorted(),
      logs: last.logs,
      publish: files,
    };
    const logs = last.logs.map((log) => ({
      ...log,
      counts: applyCorrections(log.counts, this.#corrections.get(log) ?? {}),
    }));
    writeImportState(this.#data, { ...this.#state, logs });
    publish(this.#data, files);
  }
}
