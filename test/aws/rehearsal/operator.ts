/** Runs commands as an operator does: the built program as a process, on the deployment or on the local mode's data. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../../support/program.ts';

export interface OperatorOptions {
  /** Working directory: headcount.json, and data/ of the local mode. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** File of the stacks' outputs. */
  readonly outputs: string;
  /** Called with each command and its output. */
  readonly tell: (text: string) => void;
}

const MOST_TOLD = 1_500;

export class Operator {
  readonly #options: OperatorOptions;

  constructor(options: OperatorOptions) {
    this.#options = options;
  }

  /** Returns the output of a command with `--target aws`; throws if it failed. */
  onAws(words: readonly string[]): Promise<string> {
    return this.#run(`${words.join(' ')} --target aws`, [
      ...words,
      '--target',
      'aws',
      '--outputs',
      this.#options.outputs,
    ]);
  }

  /** Returns the output of a command on the local mode's data. */
  locally(words: readonly string[]): Promise<string> {
    return this.#run(words.join(' '), [...words, '--data', join(this.#options.folder, 'data')]);
  }

  /** Returns the JSON of both. */
  async both(words: readonly string[]): Promise<readonly [any, any]> {
    return [JSON.parse(await this.onAws(words)), JSON.parse(await this.locally(words))];
  }

  async #run(told: string, words: readonly string[]): Promise<string> {
    const { folder, env, tell } = this.#options;
    const child = spawn(process.execPath, [join(ROOT, 'dist/bin/headcount.js'), ...words], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const [status] = (await once(child, 'close')) as [number | null];
    if (status !== 0) throw new Error(`${told} ended with ${status}: ${stderr}`);
    tell(
      `$ npx headcount ${told}\n${stderr}${stdout.slice(0, MOST_TOLD)}${stdout.length > MOST_TOLD ? '...' : ''}`,
    );
    return stdout;
  }
}
