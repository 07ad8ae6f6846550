/**
 * Durable steps: a run is straight-line code that is replayed from its start at every tick; a recorded step is not run
 * again. Code between steps may depend on recorded results only (no clock, no randomness).
 */
import { createHash } from 'node:crypto';
import type { SqlRow } from '#core/ports/query-engine';
import type { Athena } from '../athena/athena.ts';
import { QueryFailedError } from '../athena/query-failed.ts';
import { pollDelays } from '../athena/poll-delays.ts';
import type { RunRecord } from './run-record.ts';

export interface StepsOptions {
  /** Name of the run in the record, in tokens and in prefixes: letters, digits and -. */
  readonly run: string;
  readonly record: RunRecord;
  readonly athena: Athena;
  /** Remaining time of this invocation. */
  readonly remainingMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface Sql {
  readonly text: string;
  readonly parameters?: readonly (string | number)[];
  readonly database: string;
}

interface QueryRecord {
  readonly attempt: number;
  readonly id: string;
  readonly done: boolean;
}

/** Time that a step may need after its last check of the time. */
const MARGIN_MS = 30_000;
/** Attempts per query and invocation. */
const MAX_ATTEMPTS = 3;

/** Thrown where the function's time is nearly up: the run is recorded and continues at the next tick. Not a failure. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';

  constructor() {
    super('the time of this invocation is up; the run goes on at the next tick');
  }
}

export class Steps {
  readonly #options: StepsOptions;
  readonly #recorded: Map<string, string>;

  private constructor(options: StepsOptions, recorded: Map<string, string>) {
    this.#options = options;
    this.#recorded = recorded;
  }

  /** Opens a run and reads its recorded steps. */
  static async open(options: StepsOptions): Promise<Steps> {
    return new Steps(options, await options.record.all(options.run));
  }

  get run(): string {
    return this.#options.run;
  }

  /** Whether a step of this name is recorded as done. */
  has(name: string): boolean {
    return this.#recorded.has(name);
  }

  /** Runs `action` unless it was recorded; it must tolerate being run again after a crash. Its result is JSON. */
  async once<T>(name: string, action: () => Promise<T>): Promise<T> {
    const recorded = this.#recorded.get(name);
    if (recorded !== undefined) return JSON.parse(recorded) as T;
    this.#checkTime();
    const result = (await action()) ?? null;
    await this.#write(name, JSON.stringify(result));
    return result as T;
  }

  /** Returns the rows of a SELECT, from the same execution on every replay, so that a run never sees two answers. */
  async query(name: string, sql: Sql): Promise<readonly SqlRow[]> {
    const { id } = await this.#execute(name, sql.parameters ?? [], sql.database, () => sql.text);
    return await this.#options.athena.results(id);
  }

  /**
   * UNLOADs a SELECT below `folder` (s3://bucket/prefix/, with a trailing slash) and returns the s3:// prefix written;
   * each attempt has a new one, since it must be empty.
   */
  async unload(name: string, sql: Sql, folder: string, partitionedBy?: string): Promise<string> {
    const target = (attempt: number) => `${folder}${attempt}/`;
    const partition = partitionedBy === undefined ? '' : `, partitioned_by = array['${partitionedBy}']`;
    const { attempt } = await this.#execute(
      name,
      sql.parameters ?? [],
      sql.database,
      (at) =>
        `unload (\n${sql.text.trim()}\n)\nto '${target(at)}'\nwith (format = 'PARQUET', compression = 'ZSTD'${partition})`,
    );
    return target(attempt);
  }

  async #execute(
    name: string,
    parameters: readonly (string | number)[],
    database: string,
    text: (attempt: number) => string,
  ): Promise<QueryRecord> {
    const { athena, run } = this.#options;
    const recorded = this.#recorded.get(name);
    let query = recorded === undefined ? undefined : (JSON.parse(recorded) as QueryRecord);
    if (query?.done === true) return query;
    const first = query?.attempt ?? 0;
    for (;;) {
      this.#checkTime();
      const attempt = query?.attempt ?? 0;
      if (query === undefined || query.id === '') {
        // The token is derived from run, step and attempt: after a crash before the record, the same execution is
        // found.
        const token = createHash('sha256').update(`${run}\n${name}\n${attempt}`).digest('hex');
        query = {
          attempt,
          id: await athena.start({ sql: text(attempt), parameters, database, token }),
          done: false,
        };
        await this.#write(name, JSON.stringify(query));
      }
      try {
        await this.#await(query.id);
        query = { ...query, done: true };
        await this.#write(name, JSON.stringify(query));
        return query;
      } catch (error) {
        if (!(error instanceof QueryFailedError)) throw error;
        // The next attempt, in this invocation or at the next tick, is a new execution with its own target.
        query = { attempt: attempt + 1, id: '', done: false };
        await this.#write(name, JSON.stringify(query));
        if (!error.retryable || attempt + 1 - first >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  async #await(id: string): Promise<void> {
    for (const wait of pollDelays()) {
      if ((await this.#options.athena.state(id)) === 'succeeded') return;
      this.#checkTime();
      await this.#options.sleep(wait);
    }
  }

  #checkTime(): void {
    if (this.#options.remainingMs() < MARGIN_MS) throw new OutOfTimeError();
  }

  async #write(name: string, value: string): Promise<void> {
    await this.#options.record.put(this.#options.run, name, value);
    this.#recorded.set(name, value);
  }
}
