/**
 * The journal: what `append` has resolved for is on disk. Appends that come while a sync runs share the next one.
 * It may not know what a line means, nor keep one after it was written or refused.
 */
import { JournalError, SegmentChain, type SegmentChainOptions } from './segment-chain.ts';

export { JournalError } from './segment-chain.ts';
export type JournalOptions = SegmentChainOptions;

/** Appends that share one sync. */
interface Group {
  text: string;
  readonly waiting: AppendCallback[];
  /** For all that asked for a promise. */
  done?: Promise<void>;
}

/**
 * Looks, one a second, in which the disk has to end what it has begun. Counted, so that a machine that slept refuses
 * nobody.
 */
const LIMIT_LOOKS = 15;

/**
 * Called once: without an error when the lines are on disk, else with a JournalError: they are not and will not be, but
 * for ETIMEDOUT: the disk may take them yet, and who sends them again with the same ids is counted once.
 */
export type AppendCallback = (error?: JournalError) => void;

export class Journal {
  readonly #segments: SegmentChain;
  #next: Group | undefined;
  #inFlight = 0;
  #work: Promise<void> = Promise.resolve();
  #scheduled = false;
  #closed = false;
  /** Written or to be written once the disk has ended what it does. */
  readonly #unwritten = new Set<Group>();
  #steps = 0;
  #looks = 0;

  constructor(options: JournalOptions) {
    this.#segments = new SegmentChain(options);
  }

  /** Characters that wait to be on disk. */
  get waiting(): number {
    return this.#inFlight + (this.#next?.text.length ?? 0);
  }

  /** The system's code of the last failure, until something was written again. */
  get fault(): string | undefined {
    return this.#hangs ? 'ETIMEDOUT' : this.#segments.fault;
  }

  /**
   * Resolves when the lines (each with its newline) are on disk; rejects with a JournalError when they are not and will
   * not be.
   */
  append(lines: string): Promise<void> {
    if (this.#refusal !== undefined) return Promise.reject(this.#refusal);
    const group = this.#take(lines);
    group.done ??= promiseOf(group);
    return group.done;
  }

  /**
   * The same with a callback, never called before this returns and never twice: a promise a request costs more than its
   * line.
   */
  appendThen(lines: string, appended: AppendCallback): void {
    if (this.#refusal !== undefined) return void setImmediate(appended, this.#refusal);
    this.#take(lines).waiting.push(appended);
  }

  /** The group that the next sync writes, with these lines. */
  #take(lines: string): Group {
    const group = (this.#next ??= { text: '', waiting: [] });
    group.text += lines;
    this.#schedule();
    return group;
  }

  /** Closes the open segment, if there is one, after what was appended before. */
  roll(): Promise<void> {
    this.#flushNext();
    return this.#then(() => this.#segments.finish());
  }

  /**
   * Rolls where the hour or the local day has changed; tries the disk where it failed. To be called every second or so.
   */
  async tick(): Promise<void> {
    if (this.#segments.isDue) await this.roll().catch(() => undefined);
    this.#segments.repair();
  }

  /**
   * Refuses whoever waits for a disk that hangs, until it goes on; to be called every second, whether or not `tick` has
   * ended.
   */
  look(): void {
    this.#looks = this.#steps === 0 ? 0 : this.#looks + 1;
    if (!this.#hangs) return;
    const fault = new JournalError('ETIMEDOUT');
    for (const group of this.#unwritten) tell(group, fault);
    // What the disk was not given yet it will not be.
    if (this.#next !== undefined) tell(this.#next, fault);
    this.#next = undefined;
  }

  get #hangs(): boolean {
    return this.#looks >= LIMIT_LOOKS;
  }

  get #refusal(): JournalError | undefined {
    if (this.#closed) return new JournalError('closed');
    return this.#hangs ? new JournalError('ETIMEDOUT') : undefined;
  }

  /** Writes what waits, closes the segment, and refuses everything from now on. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.roll();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const flush = () => {
      void this.#work.then(() => this.#flushNext());
    };
    // After the requests that are read in this turn of the event loop, so that they share the write, and after the sync
    // under way, so that all that come meanwhile share the next. No timer: a slower disk makes larger groups by itself.
    setImmediate(flush);
  }

  #flushNext(): void {
    this.#scheduled = false;
    const group = this.#next;
    if (group === undefined) return;
    this.#next = undefined;
    this.#inFlight += group.text.length;
    this.#unwritten.add(group);
    void this.#then(() => this.#write(group));
  }

  /** One thing at a time, in order; a failure of one does not stop the next. */
  #then(step: () => Promise<void>): Promise<void> {
    this.#steps += 1;
    const result = this.#work.then(step).finally(() => {
      this.#steps -= 1;
      this.#looks = 0;
    });
    this.#work = result.catch(() => undefined);
    return result;
  }

  async #write(group: Group): Promise<void> {
    let fault: JournalError | undefined;
    try {
      await this.#segments.write(Buffer.from(group.text, 'utf8'));
    } catch (error) {
      fault = error instanceof JournalError ? error : new JournalError('unknown');
    }
    this.#inFlight -= group.text.length;
    this.#unwritten.delete(group);
    tell(group, fault);
  }
}

/** Calls back whoever waits, once. */
function tell(group: Group, fault: JournalError | undefined): void {
  for (const appended of group.waiting.splice(0)) {
    try {
      appended(fault);
    } catch (error) {
      // A fault of one may not keep the others waiting; it still ends the process as any other would.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

function promiseOf(group: Group): Promise<void> {
  const done = new Promise<void>((resolve, reject) => {
    group.waiting.push((error) => (error === undefined ? resolve() : reject(error)));
  });
  done.catch(() => undefined);
  return done;
}
