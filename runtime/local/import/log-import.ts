/** Imports one log: continues where it was counted, judges block by block, and passes rows to the queue in order. */
import type { LogProgress } from './import-state.ts';
import { JudgedBlocks, OVERLONG } from './judged-blocks.ts';
import { PrefixWatch, type KnownPrefix } from './known-prefix.ts';
import { countedEnd, firstNewLine } from './line-border.ts';
import { openBooks, type LogBooks } from './log-books.ts';
import type { LogContext } from './log-context.ts';
import { LogFindings, whyBroken } from './log-findings.ts';
import { applyCorrections } from './late-meanwhile.ts';
import {
  addCounts,
  copyCounts,
  countDuplicates,
  countKept,
  countUnparseable,
  emptyCounts,
  isUnreadable,
  type LineCounts,
} from '#core/import/line-counts';
import type { LogOutcome } from './log-outcome.ts';
import { openFormat } from './open-format.ts';
import { PrefixHmac } from './prefix-hmac.ts';
import { BrokenLogError, NoLogError } from './broken-log-error.ts';
import type { Block } from './read-log.ts';
import type { CountedBefore } from '#core/import/take-back';
import { isReadOnce } from './list-logs.ts';
import { countedUntil, countsOf, WaitingBorder } from './waiting-border.ts';
import { readBlocks, readKnownPrefix } from './watch-prefix.ts';

/** Rows or lines after which a chunk ends. They bound what a crash costs, and the memory of a chunk. */
export const [CHUNK_ROWS, LINES_PER_ROW] = [25_000, 10];
export class LogImport {
  readonly log: string;
  readonly #context: LogContext;
  readonly #hmac: PrefixHmac;
  readonly #countedBefore: CountedBefore | undefined;
  #counts: LineCounts = emptyCounts();
  /** Their corrections are lines of `#counts` whose day was sealed before they were committed. */
  #books: LogBooks = openBooks([]);
  readonly #blocks = new JudgedBlocks();
  #match: KnownPrefix | undefined;
  #progress: LogProgress | undefined;
  #broken: string | undefined;
  #isNoLog = false;
  #isKept = false;
  #unlisted = 0;
  #border = new WaitingBorder();
  readonly #findings = new LogFindings();
  #linesAtCut = 0;
  #reportedLines = 0;
  #bytes = 0;

  /** With `countedBefore` the log is read from its beginning, whatever was counted of it. */
  constructor(log: string, context: LogContext, countedBefore?: CountedBefore) {
    this.log = log;
    this.#countedBefore = countedBefore;
    this.#context = context;
    this.#hmac = new PrefixHmac(context.key);
  }

  /** What became of the log, as of the last commit. */
  get outcome(): LogOutcome {
    const { files, days, late, read, corrections } = this.#books;
    const counts = this.#border.answer(applyCorrections(this.#counts, corrections));
    return {
      log: this.log,
      counts,
      wrote: { files, days: [...days].toSorted(), late, read: [...read].toSorted() },
      unlisted: this.#unlisted,
      isKept: this.#isKept,
      broken: this.#broken,
      isNoLog: this.#isNoLog || (isUnreadable(counts) && !this.#findings.isRefused),
      counted: this.#hasKept() ? this.#progress : undefined,
    };
  }

  async run(): Promise<void> {
    const { queue, countedPrefixes, key, chunkRows } = this.#context;
    try {
      const isPipe = isReadOnce(this.log);
      if (!isPipe) await this.#continue(await readKnownPrefix(this.log, key, countedPrefixes));
      // A pipe is read only once: its rows are held back while a counted beginning can still match.
      const watch = new PrefixWatch(key, isPipe ? countedPrefixes : []);
      queue.paused = true;
      for await (const block of readBlocks(this.log, watch, (bytes) => {
        this.#bytes += bytes;
      })) {
        await this.#continue(watch);
        this.#read(block);
        await this.#merge(this.#context.judges.capacity);
        queue.paused = watch.isUndecided || !this.#hasKept();
        this.#context.onProgress(this.#bytes, this.#counts.lines - this.#reportedLines);
        [this.#bytes, this.#reportedLines] = [0, this.#counts.lines];
        if (queue.rows >= chunkRows || this.#counts.lines - this.#linesAtCut >= LINES_PER_ROW * chunkRows) {
          await this.#refuse();
          await this.#commit();
        }
      }
      await this.#continue(watch);
      await this.#refuse();
    } catch (error) {
      if (!(error instanceof BrokenLogError)) throw error;
      this.#broken = error.message;
      this.#isNoLog = error instanceof NoLogError;
    }
    await this.#end();
    if (this.#findings.remark !== undefined) this.#context.note(`${this.log}: ${this.#findings.remark}`);
  }

  /** Throws where the log has to be refused and nothing of it is committed yet. */
  async #refuse(): Promise<void> {
    await this.#merge(0);
    if (this.#progress === undefined && this.#match === undefined) this.#findings.refuse();
  }

  /** Commits the log; one of which nothing is kept leaves nothing behind, and can be imported again. */
  async #end(): Promise<void> {
    const { queue } = this.#context;
    await this.#merge(0);
    if (this.#findings.isRefused) this.#counts = countUnparseable(this.#counts.lines);
    this.#broken = whyBroken(this.log, this.#broken, this.#counts);
    this.#isKept = this.#hasKept() || this.#match !== undefined;
    queue.paused = false;
    if (this.#hasKept()) return await this.#commit();
    await queue.drop(this.#books);
    // The ledger goes on remembering the beginning that it knows.
    if (this.#match !== undefined && this.#match.prefix.counts === undefined)
      await queue.cut(
        { ...this.#match.prefix, counts: countDuplicates(this.#match.lines) },
        undefined,
        this.#books,
      );
  }

  /** Whether rows of the log are kept; those of a counted beginning are duplicates here, and do not matter. */
  #hasKept(): boolean {
    return !this.#border.waitsWhole && countKept(this.#counts) > 0;
  }

  /** Continues after a counted beginning, and discards its rows if there are any. */
  async #continue({ match, matches }: PrefixWatch): Promise<void> {
    if (match === undefined || match === this.#match) return;
    this.#match = match;
    await this.#merge(0);
    this.#border = new WaitingBorder();
    if (this.#hmac.length > 0) await this.#context.queue.drop(this.#books);
    const { counts } = match.prefix;
    this.#unlisted = 0;
    this.#counts = counts === undefined ? countDuplicates(match.lines) : copyCounts(counts);
    this.#books = openBooks(matches);
    this.#linesAtCut = this.#counts.lines;
    this.#progress = counts && (match.prefix as LogProgress);
  }

  async #commit(): Promise<void> {
    await this.#merge(0);
    const progress = this.#border.progress(this.#hmac, this.#counts, this.#context.waitsFrom);
    if (progress.length === 0) return;
    this.#books.late ||= this.#counts.late > 0;
    await this.#context.queue.cut(progress, this.#progress, this.#books);
    this.#progress = progress;
    this.#linesAtCut = this.#counts.lines;
  }

  #read(block: Block): void {
    const before = this.#hmac.copy();
    const start = this.#hmac.length;
    this.#hmac.update(block.bytes);
    if (start === 0) openFormat(block.bytes, this.#context);
    const firstNew = firstNewLine(block.bytes, start, this.#match);
    if (firstNew >= block.bytes.length) return;
    if (block.overlong === 'first') this.#blocks.add(Promise.resolve(OVERLONG));
    if (block.overlong === undefined) this.#judge(block.bytes, firstNew, before);
  }

  /** Judges whole lines of a block from `at` on; those counted before and others apart. */
  #judge(block: Buffer, at: number, before: PrefixHmac): void {
    const { judges, now } = this.#context;
    const { length, days, isOwn } = countedUntil(this.#match, this.#countedBefore);
    const end = at + countedEnd(block.subarray(at), before.length + at, length);
    if (end > at)
      this.#blocks.add(judges.judge(block.subarray(at, end), now(), days), { before, block, at, isOwn });
    if (end < block.length)
      this.#blocks.add(judges.judge(block.subarray(end), now()), { before, block, at: end, isOwn: false });
  }

  /** Merges judged blocks; waits until at most `maxPending` blocks are pending. */
  async #merge(maxPending: number): Promise<void> {
    for await (const { judged, place } of this.#blocks.take(maxPending)) {
      this.#border.look(judged, place, this.#counts, this.#match !== undefined);
      for (const { line, reason } of judged.complaints)
        this.#context.complain({ log: this.log, line: this.#counts.lines + line, reason });
      this.#counts = addCounts([this.#counts, countsOf(judged, place)]);
      this.#findings.add(judged.evidence);
      this.#unlisted += judged.unlisted;
      for (const day of judged.read) this.#books.read.add(day);
      for (const rows of judged.rows) this.#context.queue.add(rows);
    }
  }
}
