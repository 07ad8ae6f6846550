/**
 * The register's log on this machine: one file that grows by whole groups of events. Events for which `append` has
 * resolved are on disk; appends that come during a sync share the next. Erasing rewrites the file. It may not know what
 * an event means, nor keep one.
 */
import type { DurableFile } from '../durable-file.ts';
import type { Lock } from '../lock.ts';
import { syncFolder } from '../sync-folder.ts';
import { explainFault, LogFileError } from './log-errors.ts';
import { formatEvent, formatGroup } from './log-lines.ts';
import { logPath, openLog, replaceLog } from './log-storage.ts';
import { readGroups } from './read-groups.ts';

export interface LogFileOptions<E> {
  readonly folder: string;
  /** The lock of the folder (lock-folder.ts); the log releases it when it is closed or cannot be opened. */
  readonly lock: Lock;
  /** Called with each event of the log, in order, before `open` resolves. */
  readonly take: (event: E) => void;
}

/** Appends that share one write and one sync; after a crash, all of them are there or none. */
interface Batch {
  readonly events: string[];
  readonly promise: Promise<void>;
  readonly settle: (error?: LogFileError) => void;
}

export class LogFile<E extends object> {
  readonly #folder: string;
  readonly #lock: Lock;
  #file: DurableFile;
  #next: Batch | undefined;
  #work: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;
  /** Whether bytes that were refused may still follow the durable ones. */
  #hasWaste = false;
  /** Whether the file's name is durable; until then a crash may bring the file before the rewrite back. */
  #isNamed = true;

  private constructor({ folder, lock }: LogFileOptions<E>, file: DurableFile) {
    this.#folder = folder;
    this.#lock = lock;
    this.#file = file;
  }

  /**
   * Opens `register.jsonl` in a folder, creates both if need be, and closes them to other users. A group of events that
   * a crash tore is cut off: it was never acknowledged. Throws a LogFileError, LogDamagedError, LogPlaceError or
   * FolderError.
   */
  static async open<E extends object>(options: LogFileOptions<E>): Promise<LogFile<E>> {
    try {
      return new LogFile(options, await openLog(options.folder, options.take));
    } catch (error) {
      options.lock.release();
      throw explainFault(logPath(options.folder), 'opened', error);
    }
  }

  /**
   * Appends events that count together: after a crash all are there, or none. Resolves when they are on disk; rejects
   * with a LogFileError when they are not, and then they will not be, unless the process ends before the disk lets
   * the log remove them.
   */
  append(events: readonly E[]): Promise<void> {
    if (this.#closed !== undefined) return Promise.reject(this.#fault({ code: 'closed' }));
    if (events.length === 0) return Promise.resolve();
    let formatted: readonly string[];
    try {
      formatted = events.map(formatEvent);
    } catch (error) {
      return Promise.reject(error as Error);
    }
    if (this.#next === undefined) {
      this.#next = createBatch();
      void this.#work.then(() => this.#flush());
    }
    this.#next.events.push(...formatted);
    return this.#next.promise;
  }

  /**
   * Replaces each event by what `keep` returns, which may not change it in place, or removes it; lines that are skipped
   * stay as they are. Appends before it are rewritten too, later ones wait for it. Resolves when the old file is gone;
   * where it rejects, with a LogFileError or what `keep` throws, the log is as it was or as it will be. A crash leaves
   * the one or the other.
   */
  rewrite(
    keep: (event: E) => E | undefined,
    isSkipped: (line: string) => boolean = () => false,
  ): Promise<void> {
    if (this.#closed !== undefined) return Promise.reject(this.#fault({ code: 'closed' }));
    this.#flush();
    return this.#then(() => this.#rewrite(keep, isSkipped));
  }

  /**
   * Calls `take` with each event of the log so far, in order, but for those of lines that are skipped. Rejects with a
   * LogFileError or LogDamagedError.
   */
  scan(take: (event: E) => void, isSkipped: (line: string) => boolean = () => false): Promise<void> {
    if (this.#closed !== undefined) return Promise.reject(this.#fault({ code: 'closed' }));
    this.#flush();
    return this.#then(async () => {
      const path = logPath(this.#folder);
      try {
        for await (const { groups } of readGroups<E>({
          path,
          fd: this.#file.fd,
          length: this.#file.length,
          isSkipped,
        }))
          for (const { events } of groups) events.forEach(take);
      } catch (error) {
        throw explainFault(path, 'opened', error);
      }
    });
  }

  /** Writes what waits, closes the file and releases the lock; from now on everything is refused. Idempotent. */
  close(): Promise<void> {
    this.#flush();
    this.#closed ??= this.#then(async () => {
      try {
        await this.#repair().catch(() => undefined);
        await this.#file.close();
      } finally {
        this.#lock.release();
      }
    });
    return this.#closed;
  }

  #fault(cause: unknown): LogFileError {
    return new LogFileError(logPath(this.#folder), 'written', cause);
  }

  #flush(): void {
    const batch = this.#next;
    if (batch === undefined) return;
    this.#next = undefined;
    void this.#then(() => this.#write(batch));
  }

  async #write({ events, settle }: Batch): Promise<void> {
    try {
      await this.#repair();
      this.#hasWaste = true;
      await this.#file.write(Buffer.from(formatGroup(events), 'utf8'));
      this.#hasWaste = false;
      settle();
    } catch (error) {
      await this.#repair().catch(() => undefined);
      settle(this.#fault(error));
    }
  }

  async #rewrite(keep: (event: E) => E | undefined, isSkipped: (line: string) => boolean): Promise<void> {
    try {
      const old = this.#file;
      this.#file = await replaceLog(this.#folder, old, keep, isSkipped);
      this.#hasWaste = false;
      this.#isNamed = false;
      await old.close().catch(() => undefined);
      await this.#repair();
    } catch (error) {
      throw explainFault(logPath(this.#folder), 'written', error);
    }
  }

  /** Catches up on what the disk did not allow before. */
  async #repair(): Promise<void> {
    if (this.#hasWaste) await this.#file.cutBack();
    this.#hasWaste = false;
    if (!this.#isNamed) syncFolder(this.#folder);
    this.#isNamed = true;
  }

  /** Runs steps one at a time, in order; a failed step does not stop the next. */
  #then(step: () => Promise<void>): Promise<void> {
    const result = this.#work.then(step);
    this.#work = result.catch(() => undefined);
    return result;
  }
}

function createBatch(): Batch {
  let settle: Batch['settle'] = () => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  return { events: [], promise, settle };
}
