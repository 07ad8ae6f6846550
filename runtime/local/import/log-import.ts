/** One log of an import: read on from where it was counted, judged line by line, its rows handed to the queue. It may not commit by itself. */
import type { Outcome } from '#core/event/outcomes';
import { detectFormat, scannerFor, type Format } from '#core/import/formats';
import type { Judged } from '#core/import/judge-line';
import type { LineScanner, Unparseable } from '#core/import/log-record';
import type { CommitQueue } from './commit-queue.ts';
import type { LogProgress } from './import-state.ts';
import { PrefixWatch, type Counted, type KnownPrefix } from './known-prefix.ts';
import { copyCounts, noLines, type LineCounts } from './line-counts.ts';
import type { LineJudge } from './line-judge.ts';
import { PrefixHmac } from './prefix-hmac.ts';
import { blocksOfLines, BrokenLogError, openLog, type Block } from './read-log.ts';

/** A line that could not be read: where and why, never what. */
export interface LineComplaint {
  readonly log: string;
  readonly line: number;
  readonly reason: Unparseable;
}

export interface LogContext {
  /** Of the ledger. */
  readonly key: Uint8Array;
  readonly counted: readonly Counted[];
  readonly format: Format | 'auto';
  readonly judge: LineJudge;
  readonly queue: CommitQueue;
  /** Most rows of a chunk. */
  readonly chunkRows: number;
  readonly complain: (complaint: LineComplaint) => void;
  readonly onProgress: (bytes: number, lines: number) => void;
}

/** A chunk ends after so many rows or lines: what a crash costs, and the memory it takes. */
export const CHUNK_ROWS = 50_000;
const LINES_PER_ROW = 10;
const NEWLINE = 10;

export class LogImport {
  readonly #log: string;
  readonly #context: LogContext;
  readonly #hmac: PrefixHmac;
  #counts: LineCounts = noLines();
  #scan: LineScanner | undefined;
  #known: KnownPrefix | undefined;
  #progress: LogProgress | undefined;
  #broken: string | undefined;
  #linesAtCut = 0;
  #linesTold = 0;
  #bytes = 0;

  constructor(log: string, context: LogContext) {
    this.#log = log;
    this.#context = context;
    this.#hmac = new PrefixHmac(context.key);
  }

  get counts(): LineCounts {
    return this.#counts;
  }

  /** Why the log could not be read to its end; undefined where it was. */
  get broken(): string | undefined {
    return this.#broken;
  }

  async run(): Promise<void> {
    const { queue, counted, key, chunkRows } = this.#context;
    try {
      if (this.#log !== '-') await this.#continue(await knownPrefix(this.#log, key, counted));
      // A pipe is read once: until no counted beginning can match any more, its rows are held back.
      const watch = new PrefixWatch(key, this.#log === '-' ? counted : []);
      queue.hold = watch.undecided;
      for await (const block of blocksOfLines(watched(openLog(this.#log, (bytes) => { this.#bytes += bytes; }), watch))) {
        if (watch.known !== this.#known && watch.known !== undefined) await this.#continue(watch.known);
        queue.hold = watch.undecided;
        this.#read(block);
        this.#context.onProgress(this.#bytes, this.#counts.lines - this.#linesTold);
        [this.#bytes, this.#linesTold] = [0, this.#counts.lines];
        if (queue.rows >= chunkRows || this.#counts.lines - this.#linesAtCut >= LINES_PER_ROW * chunkRows) await this.#commit();
      }
      if (watch.known !== this.#known && watch.known !== undefined) await this.#continue(watch.known);
    } catch (error) {
      if (!(error instanceof BrokenLogError)) throw error;
      this.#broken = `${this.#log}: ${error.message}`;
    }
    queue.hold = false;
    await this.#commit();
  }

  /** Goes on behind a beginning that is counted: its rows, if any were made, are taken back. */
  async #continue(known: KnownPrefix | undefined): Promise<void> {
    this.#known = known;
    if (known === undefined) return;
    if (this.#hmac.length > 0) await this.#context.queue.drop();
    const { counts } = known.counted;
    this.#counts = counts === undefined ? { ...noLines(), lines: known.lines, duplicate: known.lines } : copyCounts(counts);
    this.#linesAtCut = this.#counts.lines;
    this.#progress = counts === undefined ? undefined : known.counted as LogProgress;
  }

  async #commit(): Promise<void> {
    const progress = { length: this.#hmac.length, hmac: this.#hmac.digest(), counts: copyCounts(this.#counts) };
    if (progress.length === 0) return;
    await this.#context.queue.cut(progress, this.#progress);
    this.#progress = progress;
    this.#linesAtCut = this.#counts.lines;
  }

  #read(block: Block): void {
    const start = this.#hmac.length;
    this.#hmac.update(block.bytes);
    this.#scan ??= this.#scanner(block);
    const from = this.#firstNew(block.bytes, start);
    if (from >= block.bytes.length) return;
    this.#context.judge.refresh();
    if (block.overlong !== undefined) {
      if (block.overlong === 'first') this.#take({ unparseable: 'longer than 1 MiB' });
      return;
    }
    const text = block.bytes.toString('utf8', from);
    for (let at = 0; at < text.length;) {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      const line = text.slice(at, end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end);
      this.#take(this.#context.judge.judge(line, this.#scan));
      at = end + 1;
    }
  }

  /** Where in a block the first line begins that is not counted yet. */
  #firstNew(bytes: Buffer, start: number): number {
    const known = this.#known;
    if (known === undefined || start >= known.counted.length) return 0;
    const inBlock = known.counted.length - start;
    if (inBlock >= bytes.length || known.wholeLines) return inBlock;
    const newline = bytes.indexOf(NEWLINE, inBlock);
    return newline < 0 ? bytes.length : newline + 1;
  }

  #take(judged: Judged): void {
    const counts = this.#counts;
    counts.lines += 1;
    if ('row' in judged) {
      const outcome = judged.row.outcome as Outcome;
      counts[outcome === 'stored' ? 'accepted' : outcome] += 1;
      this.#context.queue.add(judged.dt, judged.row);
    } else if ('ignored' in judged) {
      counts.ignored[judged.ignored] = (counts.ignored[judged.ignored] ?? 0) + 1;
    } else {
      counts.unparseable += 1;
      this.#context.complain({ log: this.#log, line: counts.lines, reason: judged.unparseable });
    }
  }

  #scanner(block: Block): LineScanner {
    const head = block.bytes.toString('utf8', 0, 1 << 16).split(/\r?\n/).slice(0, 50);
    const format = this.#context.format === 'auto' ? detectFormat(head) : this.#context.format;
    if (format === undefined) throw new BrokenLogError('its first lines are of no known format: name one with --format');
    return scannerFor(format, head);
  }
}

/** Reads a file as far as it may have been counted. */
async function knownPrefix(file: string, key: Uint8Array, counted: readonly Counted[]): Promise<KnownPrefix | undefined> {
  const watch = new PrefixWatch(key, counted);
  if (!watch.undecided) return undefined;
  for await (const bytes of openLog(file)) {
    for (let at = 0; at < bytes.length && watch.undecided;) at += watch.feed(bytes.subarray(at));
    if (!watch.undecided) break;
  }
  return watch.known;
}

/** The same bytes, cut where a counted beginning may end. */
async function* watched(chunks: AsyncIterable<Buffer>, watch: PrefixWatch): AsyncGenerator<Buffer> {
  for await (const bytes of chunks) {
    for (let at = 0; at < bytes.length;) {
      const taken = watch.undecided ? watch.feed(bytes.subarray(at)) : bytes.length - at;
      yield bytes.subarray(at, at + taken);
      at += taken;
    }
  }
}
