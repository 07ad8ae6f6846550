/**
 * Commits chunks one after another: first the state, then the names of the files, so that the next start completes what
 * a crash interrupted. One chunk is converted while the next is read.
 */
import type { DataDir } from '#runtime/local/data-dir';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { unpublish, type ArrivalsWriter } from './arrivals-writer.ts';
import { withBooks, type LogBooks } from './log-books.ts';
import { unveil } from './finish-import.ts';
import type { PartitionRows } from './judge-messages.ts';
import { addCorrections, lockDays, countRowsOfDays, findSealed } from './late-meanwhile.ts';
import { hourOf, writeImportState, type ImportState, type LogProgress } from './import-state.ts';
import { DaySealedMeanwhileError, type TakeBack } from '#core/import/take-back';

interface Chunk {
  readonly files: Promise<readonly string[]>;
  /** The log whose rows these are. */
  readonly books: LogBooks;
  /** Days of the chunk's rows. */
  readonly days: ReadonlySet<string>;
  readonly logs: readonly LogProgress[];
}

export class CommitQueue {
  /**
   * While true, chunks are not committed: nothing of their log may be worth counting, or its beginning may turn out to
   * be counted already.
   */
  paused = false;
  readonly #data: DataDir;
  readonly #db: DuckDb;
  readonly #writer: ArrivalsWriter;
  /** Days that were sealed while this import ran. */
  readonly #sealed = new Set<string>();
  readonly #books = new WeakMap<LogProgress, LogBooks>();
  readonly #now: () => number;
  readonly #onNewDay: (day: string) => void;
  readonly #takeBack: TakeBack | undefined;
  #state: ImportState;
  /** Days of all rows that are committed or pending. */
  #days: Set<string>;
  /** Days of the rows since the last cut. */
  #chunkDays = new Set<string>();
  #logs: readonly LogProgress[];
  #pending: Chunk[] = [];
  #committing: Promise<void> = Promise.resolve();

  /** With `takeBack` everything is committed at once by `finish`, in place of what is taken back. */
  constructor(
    data: DataDir,
    db: DuckDb,
    writer: ArrivalsWriter,
    state: ImportState,
    now: () => number,
    onNewDay: (day: string) => void,
    takeBack?: TakeBack,
  ) {
    this.#takeBack = takeBack;
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

  /** Days that were sealed while this import ran. */
  get sealed(): ReadonlySet<string> {
    return this.#sealed;
  }

  add({ dt, lines, count, days }: PartitionRows): void {
    for (const day of days) {
      this.#chunkDays.add(day);
      if (this.#days.has(day)) continue;
      this.#days.add(day);
      this.#onNewDay(day);
    }
    this.#writer.add(dt, lines, count);
  }

  /** Ends a chunk at `progress` of the log with these books; it replaces the log's progress `before`. */
  async cut(progress: LogProgress, before: LogProgress | undefined, books: LogBooks): Promise<void> {
    this.#books.set(progress, books);
    this.#logs = [...this.#logs.filter((log) => log !== before), progress];
    this.#cutChunk(books);
    if (!this.paused && this.#takeBack === undefined) await this.#commitPending();
  }

  /** Discards every row of a log that is not committed. */
  async drop(books: LogBooks): Promise<void> {
    this.#cutChunk(books);
    for (const chunk of this.#pending) if (chunk.books === books) unpublish(this.#data, await chunk.files);
    this.#pending = this.#pending.filter((chunk) => chunk.books !== books);
    await this.#committing;
    this.#days = new Set([...this.#state.days, ...this.#pending.flatMap(({ days }) => [...days])]);
    this.#logs = this.#logs.filter((log) => this.#books.get(log) !== books);
  }

  /** Discards every row that is not committed. */
  async dropAll(): Promise<void> {
    for (const books of new Set(this.#pending.map((chunk) => chunk.books))) await this.drop(books);
  }

  /** Commits all remaining chunks and returns the committed state. */
  async finish(): Promise<ImportState> {
    this.paused = false;
    await this.#commitPending();
    await this.#committing;
    return this.#state;
  }

  #cutChunk(books: LogBooks): void {
    const files = this.#writer.cut();
    // Whoever waits for the files gets the error; a chunk that nobody waits for any more must not end the process.
    files.catch(() => undefined);
    this.#pending.push({ files, books, days: this.#chunkDays, logs: this.#logs });
    this.#chunkDays = new Set();
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
    if (chunks.length === 0 && this.#takeBack === undefined) return;
    const files = (await Promise.all(chunks.map((chunk) => chunk.files))).flat();
    const lock = await lockDays(this.#data);
    try {
      await this.#refuseSealedMeanwhile();
      await this.#noteSealed(new Set(chunks.flatMap((chunk) => [...chunk.days])));
      for (const { books, days, files: ofChunk } of chunks) {
        addCorrections(
          books.corrections,
          await countRowsOfDays(this.#db, this.#data, await ofChunk, this.#sealed),
        );
        books.files.push(...(await ofChunk));
        for (const day of days) books.days.add(day);
      }
      this.#write(chunks, files);
    } finally {
      lock.release();
    }
  }

  /** What is sealed can no longer be taken back, and its lines were judged as if it could. */
  async #refuseSealedMeanwhile(): Promise<void> {
    if (this.#takeBack === undefined) return;
    const sealed = await findSealed(this.#db, this.#data, this.#state.site, this.#takeBack.days);
    if (sealed.length > 0)
      throw new DaySealedMeanwhileError(
        `${sealed.join(', ')} was sealed while the logs were being read; nothing was taken back and nothing imported: run the same command again`,
      );
  }

  /** Days in the state are not sealed while the import runs: only new ones may have been. */
  async #noteSealed(days: ReadonlySet<string>): Promise<void> {
    const knownDays = new Set(this.#state.days);
    const newDays = [...days].filter((day) => !knownDays.has(day));
    for (const day of await findSealed(this.#db, this.#data, this.#state.site, newDays))
      this.#sealed.add(day);
  }

  #write(chunks: readonly Chunk[], files: readonly string[]): void {
    const days = new Set([...this.#state.days, ...chunks.flatMap((chunk) => [...chunk.days])]);
    this.#state = {
      ...this.#state,
      activeAt: hourOf(this.#now()),
      days: [...days].toSorted(),
      logs: (chunks.at(-1)?.logs ?? this.#logs).map((log) => withBooks(log, this.#books.get(log))),
      publish: files,
    };
    if (this.#takeBack !== undefined) {
      const { files: old, logs } = this.#takeBack;
      this.#state = { ...this.#state, state: 'replacing', takesBack: { files: old, logs } };
    }
    writeImportState(this.#data, this.#state);
    unveil(this.#data, this.#state);
  }
}
