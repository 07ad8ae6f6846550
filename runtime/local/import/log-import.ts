/** Imports one log: continues where it was counted, judges block by block, and passes rows to the queue in order. */
import { detectFormat, type Format } from '#core/import/formats';
import type { UnparseableReason } from '#core/import/log-record';
import type { CommitQueue } from './commit-queue.ts';
import type { LogProgress } from './import-state.ts';
import type { JudgedBlock } from './judge-messages.ts';
import type { JudgePool } from './judge-pool.ts';
import { JudgedBlocks } from './judged-blocks.ts';
import { PrefixWatch, type CountedPrefix, type KnownPrefix } from './known-prefix.ts';
import { applyCorrections, type LateCorrections } from './late-meanwhile.ts';
import { addCounts, copyCounts, emptyCounts, type LineCounts } from '#core/import/line-counts';
import { PrefixHmac } from './prefix-hmac.ts';
import { blocksOfLines, BrokenLogError, openLog, type Block } from './read-log.ts';
import { readKnownPrefix, splitAtPrefix } from './watch-prefix.ts';

/** An unreadable line: its place and the reason, never its text. */
export interface LineComplaint {
  readonly log: string;
  readonly line: number;
  readonly reason: UnparseableReason;
}

export interface LogContext {
  /** Key of the ledger. */
  readonly key: Uint8Array;
  readonly countedPrefixes: readonly CountedPrefix[];
  readonly format: Format | 'auto';
  readonly judges: JudgePool;
  readonly now: () => number;
  readonly queue: CommitQueue;
  /** Maximum rows per chunk. */
  readonly chunkRows: number;
  readonly complain: (complaint: LineComplaint) => void;
  readonly onProgress: (bytes: number, lines: number) => void;
}

/** Rows or lines after which a chunk ends. They bound what a crash costs, and the memory of a chunk. */
export const CHUNK_ROWS = 25_000;
const LINES_PER_ROW = 10;
const NEWLINE = 10;
const OVERLONG: JudgedBlock = {
  counts: { ...emptyCounts(), lines: 1, unparseable: 1 },
  complaints: [{ line: 1, reason: 'longer than 16,384 characters' }],
  rows: [],
};

export class LogImport {
  readonly #log: string;
  readonly #context: LogContext;
  readonly #hmac: PrefixHmac;
  #counts: LineCounts = emptyCounts();
  /** Lines of `#counts` whose day was sealed before they were committed. */
  readonly #corrections: LateCorrections = {};
  #opened = false;
  readonly #blocks = new JudgedBlocks();
  #match: KnownPrefix | undefined;
  #progress: LogProgress | undefined;
  #broken: string | undefined;
  #linesAtCut = 0;
  #reportedLines = 0;
  #bytes = 0;

  constructor(log: string, context: LogContext) {
    this.#log = log;
    this.#context = context;
    this.#hmac = new PrefixHmac(context.key);
  }

  get counts(): LineCounts {
    return applyCorrections(this.#counts, this.#corrections);
  }

  /** The reason why the log could not be read to its end; undefined where it was. */
  get broken(): string | undefined {
    return this.#broken;
  }

  async run(): Promise<void> {
    const { queue, countedPrefixes, key, chunkRows } = this.#context;
    try {
      if (this.#log !== '-') await this.#continue(await readKnownPrefix(this.#log, key, countedPrefixes));
      // A pipe is read only once: its rows are held back while a counted beginning can still match.
      const watch = new PrefixWatch(key, this.#log === '-' ? countedPrefixes : []);
      queue.paused = watch.isUndecided;
      for await (const block of blocksOfLines(
        splitAtPrefix(
          openLog(this.#log, (bytes) => {
            this.#bytes += bytes;
          }),
          watch,
        ),
      )) {
        if (watch.match !== this.#match && watch.match !== undefined) await this.#continue(watch.match);
        queue.paused = watch.isUndecided;
        this.#read(block);
        await this.#merge(this.#context.judges.capacity);
        this.#context.onProgress(this.#bytes, this.#counts.lines - this.#reportedLines);
        [this.#bytes, this.#reportedLines] = [0, this.#counts.lines];
        if (queue.rows >= chunkRows || this.#counts.lines - this.#linesAtCut >= LINES_PER_ROW * chunkRows)
          await this.#commit();
      }
      if (watch.match !== this.#match && watch.match !== undefined) await this.#continue(watch.match);
    } catch (error) {
      if (!(error instanceof BrokenLogError)) throw error;
      this.#broken = `${this.#log}: ${error.message}`;
    }
    queue.paused = false;
    await this.#commit();
  }

  /** Continues after a counted beginning, and discards its rows if there are any. */
  async #continue(match: KnownPrefix | undefined): Promise<void> {
    this.#match = match;
    if (match === undefined) return;
    await this.#merge(0);
    if (this.#hmac.length > 0) await this.#context.queue.drop();
    const { counts } = match.prefix;
    this.#counts =
      counts === undefined
        ? { ...emptyCounts(), lines: match.lines, duplicate: match.lines }
        : copyCounts(counts);
    this.#linesAtCut = this.#counts.lines;
    this.#progress = counts === undefined ? undefined : (match.prefix as LogProgress);
  }

  async #commit(): Promise<void> {
    await this.#merge(0);
    const progress = {
      length: this.#hmac.length,
      hmac: this.#hmac.digest(),
      counts: copyCounts(this.#counts),
    };
    if (progress.length === 0) return;
    await this.#context.queue.cut(progress, this.#progress, this.#corrections);
    this.#progress = progress;
    this.#linesAtCut = this.#counts.lines;
  }

  #read(block: Block): void {
    const start = this.#hmac.length;
    this.#hmac.update(block.bytes);
    if (!this.#opened) this.#open(block);
    const firstNew = this.#firstNew(block.bytes, start);
    if (firstNew >= block.bytes.length) return;
    if (block.overlong === 'first') this.#blocks.add(Promise.resolve(OVERLONG));
    if (block.overlong === undefined)
      this.#blocks.add(this.#context.judges.judge(block.bytes.subarray(firstNew), this.#context.now()));
  }

  /** Merges judged blocks; waits until at most `maxPending` blocks are pending. */
  async #merge(maxPending: number): Promise<void> {
    for await (const judged of this.#blocks.take(maxPending)) {
      for (const { line, reason } of judged.complaints)
        this.#context.complain({ log: this.#log, line: this.#counts.lines + line, reason });
      this.#counts = addCounts([this.#counts, judged.counts]);
      for (const rows of judged.rows) this.#context.queue.add(rows);
    }
  }

  /** Returns the offset in a block of the first line that is not counted yet. */
  #firstNew(bytes: Buffer, start: number): number {
    const match = this.#match;
    if (match === undefined || start >= match.prefix.length) return 0;
    const inBlock = match.prefix.length - start;
    if (inBlock >= bytes.length || match.wholeLines) return inBlock;
    const newline = bytes.indexOf(NEWLINE, inBlock);
    return newline < 0 ? bytes.length : newline + 1;
  }

  #open(block: Block): void {
    this.#opened = true;
    const head = block.bytes
      .toString('utf8', 0, 1 << 16)
      .split(/\r?\n/)
      .slice(0, 50);
    const format = this.#context.format === 'auto' ? detectFormat(head) : this.#context.format;
    if (format === undefined)
      throw new BrokenLogError('its first lines match no known format: name one with --format');
    this.#context.judges.open(format, head);
  }
}
