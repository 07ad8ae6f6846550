/**
 * The judges of an import: threads that share its blocks of lines. It may not look into a block, nor bring answers into
 * order.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { isSequential, type Format } from '#core/import/formats';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import type { FromJudge, JudgedBlock, JudgeSetup, ToJudge } from './judge-messages.ts';
import { KeyHatch } from './key-hatch.ts';

const PROGRAM = join(PACKAGE_ROOT, 'dist/runtime/local/import/judge-worker.js');
/**
 * One core is left to reading, writing and DuckDB. Each judge costs some 50 MB and, warming up, half a second: more
 * gain little.
 */
export const JUDGES = Math.min(Math.max(availableParallelism() - 1, 1), 2);
/** Megabytes of JavaScript heap of a judge: its garbage is short-lived, and the import's memory is bounded. */
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
  #next = 0;
  #alone = false;
  #fault: Error | undefined;

  /** `salt` gives a copy of a day's salt, undefined where it cannot be had; a copy is wiped once it was handed on. */
  constructor(
    setup: Omit<JudgeSetup, 'hatch'>,
    count: number,
    salt: (day: string) => Uint8Array | undefined,
  ) {
    this.#salt = salt;
    this.#judges = Array.from({ length: count }, () => this.#start(setup));
  }

  /** Blocks that may be under way before an answer is waited for: one judged and one at hand for each judge. */
  get room(): number {
    return this.#judges.length * 2;
  }

  /** Begins a log. */
  open(format: Format, head: readonly string[]): void {
    this.#alone = isSequential(format);
    for (const { worker } of this.#judges) tell(worker, { type: 'log', format, head });
  }

  /**
   * Judges whole lines at instant `now`; the bytes are copied. Rejects where a judge failed: its words could hold a
   * line, so they are not passed on.
   */
  judge(bytes: Uint8Array, now: number): Promise<JudgedBlock> {
    if (this.#fault !== undefined) return Promise.reject(this.#fault);
    const id = this.#next++;
    const judge = this.#judges[this.#alone ? 0 : id % this.#judges.length] as Judge;
    const copy = new Uint8Array(bytes);
    return new Promise((resolve, reject) => {
      judge.waiting.set(id, { resolve, reject });
      tell(judge.worker, { type: 'block', id, bytes: copy, now }, [copy.buffer]);
    });
  }

  /** Ends all judges, their keys wiped. */
  async close(): Promise<void> {
    await Promise.all(
      this.#judges.map(async ({ worker, ended }) => {
        if (ended) return;
        const gone = new Promise<void>((resolve) => {
          worker.once('exit', () => resolve());
        });
        tell(worker, { type: 'end' });
        await gone;
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

function tell(worker: Worker, message: ToJudge, transfer: readonly ArrayBuffer[] = []): void {
  worker.postMessage(message, transfer);
}
