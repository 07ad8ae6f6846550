/** A pool of threads that judge an import's blocks of lines. The caller restores the order of the answers. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FieldMap } from '#core/import/field-map';
import { isSequential, type Format } from '#core/import/formats';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import type { Counted, FromJudge, JudgedBlock, JudgeSetup, ToJudge } from './judge-messages.ts';
import { KeyHatch } from './key-hatch.ts';

const PROGRAM = join(PACKAGE_ROOT, 'dist/runtime/local/import/judge-worker.js');
/**
 * One core is left for reading, writing and DuckDB. Each judge costs about 50 MB and half a second of warm-up: more of
 * them gain little.
 */
export const JUDGES = Math.min(Math.max(availableParallelism() - 1, 1), 2);
/** JavaScript heap per judge, in megabytes: its garbage is short-lived, and the import's memory is bounded. */
const HEAP = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 24 };

interface Judge {
  readonly worker: Worker;
  readonly waiting: Map<
    number,
    { readonly resolve: (judged: JudgedBlock) => void; readonly reject: (error: Error) => void }
  >;
  ended: boolean;
}

export class JudgePool {
  readonly #judges: readonly Judge[];
  readonly #salt: (day: string) => Uint8Array | undefined;
  #nextId = 0;
  #isSequential = false;
  #fault: Error | undefined;

  /**
   * `salt` returns a copy of a day's salt, undefined where it is unavailable; the copy is wiped once it has been handed
   * over.
   */
  constructor(
    setup: Omit<JudgeSetup, 'hatch'>,
    count: number,
    salt: (day: string) => Uint8Array | undefined,
  ) {
    this.#salt = salt;
    this.#judges = Array.from({ length: count }, () => this.#start(setup));
  }

  /** Maximum number of blocks in progress: per judge, one being judged and one ready. */
  get capacity(): number {
    return this.#judges.length * 2;
  }

  /** Starts a log; its format is named (`lenient` false) or was detected. */
  open(format: Format, head: readonly string[], lenient: boolean, fields: FieldMap | undefined): void {
    this.#isSequential = isSequential(format);
    for (const { worker } of this.#judges) send(worker, { type: 'log', format, head, lenient, fields });
  }

  /**
   * Judges whole lines at instant `now`; the bytes are copied. `counted` says which lines were counted before.
   * Rejects where a judge failed, without its message, which could contain a line.
   */
  judge(bytes: Uint8Array, now: number, counted: Counted = []): Promise<JudgedBlock> {
    if (this.#fault !== undefined) return Promise.reject(this.#fault);
    const id = this.#nextId++;
    const judge = this.#judges[this.#isSequential ? 0 : id % this.#judges.length] as Judge;
    const copy = new Uint8Array(bytes);
    return new Promise((resolve, reject) => {
      judge.waiting.set(id, { resolve, reject });
      send(judge.worker, { type: 'block', id, bytes: copy, now, counted }, [copy.buffer]);
    });
  }

  /** Ends all judges, which wipe their keys. */
  async close(): Promise<void> {
    await Promise.all(
      this.#judges.map(async ({ worker, ended }) => {
        if (ended) return;
        const exited = new Promise<void>((resolve) => {
          worker.once('exit', () => resolve());
        });
        send(worker, { type: 'end' });
        await exited;
      }),
    );
  }

  #start(setup: Omit<JudgeSetup, 'hatch'>): Judge {
    const hatch = new KeyHatch();
    const worker = new Worker(PROGRAM, {
      workerData: { ...setup, hatch: hatch.shared } satisfies JudgeSetup,
      resourceLimits: HEAP,
    });
    const judge: Judge = { worker, waiting: new Map(), ended: false };
    worker.on('message', (message: FromJudge) => {
      if (message.type === 'judged') {
        judge.waiting.get(message.id)?.resolve(message.judged);
        judge.waiting.delete(message.id);
      } else if (message.type === 'key') {
        try {
          hatch.give(this.#salt(message.day));
        } catch (error) {
          this.#fail(error as Error);
          hatch.give('failed');
        }
      }
    });
    worker.on('error', (error) => this.#fail(new Error(`lines could not be judged (${error.name})`)));
    worker.on('exit', () => {
      judge.ended = true;
      if (judge.waiting.size > 0) this.#fail(new Error('lines could not be judged (a thread ended)'));
    });
    return judge;
  }

  #fail(error: Error): void {
    this.#fault ??= error;
    for (const { waiting } of this.#judges) {
      for (const { reject } of waiting.values()) reject(this.#fault);
      waiting.clear();
    }
  }
}

function send(worker: Worker, message: ToJudge, transfer: readonly ArrayBuffer[] = []): void {
  worker.postMessage(message, transfer);
}
