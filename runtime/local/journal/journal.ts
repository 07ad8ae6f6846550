/**
 * The journal: lines for which `append` has resolved are on disk. Appends that arrive during a sync share the next one.
 * It may not keep a line after it was written or refused.
 */
import { JournalError, SegmentChain, type SegmentChainOptions } from './segment-chain.ts';

export { JournalError } from './segment-chain.ts';
export type JournalOptions = SegmentChainOptions;

/** Appends that share one sync. */
interface Group {
  text: string;
  readonly callbacks: AppendCallback[];
  /** Shared by all callers that want a promise. */
  promise?: Promise<void>;
}

/**
 * Checks, one per second, after which a pending disk operation counts as stalled. They are counted, so that a suspended
 * machine refuses nobody.
 */
const MAX_STALLED_CHECKS = 15;

/**
 * Called once: without an error when the lines are on disk, else with a JournalError: they are not on disk and will not
 * be. The exception is ETIMEDOUT: the disk may still take them, and a sender that repeats them with the same ids is
 * counted once.
 */
export type AppendCallback = (error?: JournalError) => void;

export class Journal {
  readonly #segments: SegmentChain;
  #next: Group | undefined;
  #inFlight = 0;
  #work: Promise<void> = Promise.resolve();
  #scheduled = false;
  #closed = false;
  /** Groups that are being written, or wait for the disk to finish what it is doing. */
  readonly #unwritten = new Set<Group>();
  #runningSteps = 0;
  #stalledChecks = 0;

  constructor(options: JournalOptions) {
    this.#segments = new SegmentChain(options);
  }

  /** Characters that are not on disk yet. */
  get waitingChars(): number {
    return this.#inFlight + (this.#next?.text.length ?? 0);
  }

  /** The system's code of the last failure, until a write succeeds again. */
  get fault(): string | undefined {
    return this.#isStalled ? 'ETIMEDOUT' : this.#segments.fault;
  }

  /**
   * Appends lines, each with its newline. Resolves when they are on disk; rejects with a JournalError when they will
   * not be.
   */
  append(lines: string): Promise<void> {
    if (this.#refusal !== undefined) return Promise.reject(this.#refusal);
    const group = this.#enqueue(lines);
    group.promise ??= createPromise(group);
    return group.promise;
  }

  /**
   * Appends lines and calls back, never before this returns and never twice: a promise per request costs more than its
   * line.
   */
  appendThen(lines: string, callback: AppendCallback): void {
    if (this.#refusal !== undefined) return void setImmediate(callback, this.#refusal);
    this.#enqueue(lines).callbacks.push(callback);
  }

  /** Adds the lines to the group that the next sync writes. */
  #enqueue(lines: string): Group {
    const group = (this.#next ??= { text: '', callbacks: [] });
    group.text += lines;
    this.#schedule();
    return group;
  }

  /** Closes the open segment, if there is one, after all previous appends. */
  roll(): Promise<void> {
    this.#flushNext();
    return this.#then(() => this.#segments.finish());
  }

  /**
   * Rolls the segment where the hour or the local day has changed, and probes the disk after a failure. Call it about
   * once per second.
   */
  async tick(): Promise<void> {
    if (this.#segments.isDue) await this.roll().catch(() => undefined);
    this.#segments.repair();
  }

  /** Refuses all waiting appends while the disk is stalled. Call it every second, whether or not `tick` has ended. */
  checkStall(): void {
    this.#stalledChecks = this.#runningSteps === 0 ? 0 : this.#stalledChecks + 1;
    if (!this.#isStalled) return;
    const fault = new JournalError('ETIMEDOUT');
    for (const group of this.#unwritten) notify(group, fault);
    // Lines that were not passed to the disk yet will not be.
    if (this.#next !== undefined) notify(this.#next, fault);
    this.#next = undefined;
  }

  get #isStalled(): boolean {
    return this.#stalledChecks >= MAX_STALLED_CHECKS;
  }

  get #refusal(): JournalError | undefined {
    if (this.#closed) return new JournalError('closed');
    return this.#isStalled ? new JournalError('ETIMEDOUT') : undefined;
  }

  /** Writes all pending lines, closes the segment, and refuses everything from now on. */
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
    // Runs after the requests of this turn of the event loop, so that they share the write, and after the current sync,
    // so that all that arrive meanwhile share the next. There is no timer: a slower disk makes larger groups by itself.
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

  /** Runs steps one at a time, in order; a failed step does not stop the next. */
  #then(step: () => Promise<void>): Promise<void> {
    this.#runningSteps += 1;
    const result = this.#work.then(step).finally(() => {
      this.#runningSteps -= 1;
      this.#stalledChecks = 0;
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
    notify(group, fault);
  }
}

/** Notifies each waiting caller once. */
function notify(group: Group, fault: JournalError | undefined): void {
  for (const callback of group.callbacks.splice(0)) {
    try {
      callback(fault);
    } catch (error) {
      // An error of one callback must not keep the others waiting; it still ends the process as any other would.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

function createPromise(group: Group): Promise<void> {
  const promise = new Promise<void>((resolve, reject) => {
    group.callbacks.push((error) => (error === undefined ? resolve() : reject(error)));
  });
  promise.catch(() => undefined);
  return promise;
}
