/** Runs the built program as a user would: with files, on loopback, under a clock of the test's choosing. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM, ROOT, runWarm, SHIFT, type Ran } from './warm-program.ts';
import { until } from './until.ts';

export { ROOT };

export interface Running {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything printed so far, on both streams. */
  output(): string;
  /** Ends the program and waits; SIGKILL ends it as a power cut would. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A folder with a configuration, a data directory and a clock; remove it with `dispose`. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'headcount-'));
  readonly data = join(this.folder, 'data');
  /** The limit of open files for each program started from now on; the system's own limit if undefined. */
  descriptors: number | undefined;
  readonly #clock = join(this.folder, 'clock');
  #passed = 0;
  #set: { readonly instant: number; readonly speed: number; readonly at: number } | undefined;
  readonly #running = new Set<ChildProcess>();

  constructor(config?: object) {
    mkdirSync(this.data);
    if (config !== undefined) writeFileSync(join(this.folder, 'headcount.json'), JSON.stringify(config));
  }

  /**
   * Moves the time forward or back to an instant for every program started here, including running ones (within 20 ms);
   * `speed` times as fast as real time from then on.
   */
  setClock(iso: string, speed = 1): void {
    const instant = Date.parse(iso);
    // A running program has continued with the real clock since.
    const shown = this.#shown();
    this.#passed += this.#hurried() + Math.max(instant - (shown ?? instant), 0);
    this.#write(instant, speed);
  }

  /** Sets the clock of every program started here without any time passing. */
  leapClock(iso: string, speed = 1): void {
    this.#passed += this.#hurried();
    this.#write(Date.parse(iso), speed);
  }

  /** Resolves once a running program shows the clock as it was set last. */
  async clockShownBy({ process: { pid } }: Running): Promise<void> {
    const shown = `${this.#clock}.${pid}`;
    await until(() => existsSync(shown) && readFileSync(shown, 'utf8') === readFileSync(this.#clock, 'utf8'));
  }

  /** Time on the program's clock, in milliseconds since 1970. */
  now(): number {
    return this.#shown() ?? Date.now();
  }

  #shown(): number | undefined {
    return this.#set === undefined
      ? undefined
      : this.#set.instant + (Date.now() - this.#set.at) + this.#hurried();
  }

  /** Milliseconds beyond the real ones since the clock was set. */
  #hurried(): number {
    return this.#set === undefined ? 0 : (Date.now() - this.#set.at) * (this.#set.speed - 1);
  }

  #write(instant: number, speed: number): void {
    this.#set = { instant, speed, at: Date.now() };
    writeFileSync(`${this.#clock}.new`, `${instant} ${this.#passed} ${speed}`);
    renameSync(`${this.#clock}.new`, this.#clock);
  }

  /**
   * Runs one command after another, without a process for each. A limit of descriptors belongs to a process, and a
   * server would never end: both need `runProcess`.
   */
  run(words: readonly string[]): Promise<Ran> {
    const isServer = words.slice(0, 2).includes('start') && !words.includes('--help');
    if (isServer || this.descriptors !== undefined)
      throw new RangeError(`run(${words[0] ?? ''}) needs a process of its own: use runProcess`);
    return runWarm(words, { cwd: this.folder, env: this.#env() });
  }

  /** Runs a command in a process of its own, as a user does. */
  async runProcess(words: readonly string[], input?: string | Buffer): Promise<Ran> {
    const child = this.#spawn(words);
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
    return { status, signal, stdout, stderr };
  }

  /** `headcount start`, or another command that serves, on a free port; resolves when it listens. */
  async start(words: readonly string[] = [], command: readonly string[] = ['start']): Promise<Running> {
    const child = this.#spawn([...command, '--port', '0', '--json', ...words]);
    let output = '';
    let ready: (url: string) => void;
    let failed: (error: Error) => void;
    const url = new Promise<string>((resolveUrl, reject) => {
      ready = resolveUrl;
      failed = reject;
    });
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const found = /\{"url":\s*"([^"]+)"/.exec(output);
      if (found?.[1] !== undefined) ready(found[1].replace(/\/$/, ''));
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    const closed = once(child, 'close');
    void closed.then(() => failed(new Error(`the server ended before it listened: ${output}`)));
    return {
      url: await url,
      process: child,
      output: () => output,
      stop: async (signal = 'SIGTERM') => {
        child.kill(signal);
        const [status] = (await closed) as [number | null];
        return status;
      },
    };
  }

  /** Whether a program that was started here has not ended yet. */
  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  dispose(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #env(): Readonly<Record<string, string | undefined>> {
    return { ...process.env, NODE_OPTIONS: `--import=${SHIFT}`, HEADCOUNT_TEST_CLOCK: this.#clock };
  }

  #spawn(words: readonly string[]): ChildProcess {
    const command = [process.execPath, PROGRAM, ...words];
    const [program = '', ...rest] =
      this.descriptors === undefined
        ? command
        : ['sh', '-c', `ulimit -n ${this.descriptors}; exec "$@"`, 'sh', ...command];
    const child = spawn(program, rest, {
      cwd: this.folder,
      env: this.#env(),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#running.add(child);
    child.once('close', () => this.#running.delete(child));
    return child;
  }
}
