/** The register of one machine beside that on AWS: the built program, with the same keys, clock and ids. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { askStaffDoor } from '#runtime/local/register/staff-door';
import { ROOT } from '../../support/program.ts';

export interface LocalRegisterOptions {
  /** Folder with register.json. */
  readonly folder: string;
  readonly keys: { readonly hash: string; readonly link: string };
  readonly env: Readonly<Record<string, string>>;
}

export class LocalRegister {
  readonly url: string;
  readonly data: string;
  readonly #child: ChildProcess;
  readonly #output: { text: string };

  private constructor(url: string, data: string, child: ChildProcess, output: { text: string }) {
    this.url = url;
    this.data = data;
    this.#child = child;
    this.#output = output;
  }

  static async start({ folder, keys, env }: LocalRegisterOptions): Promise<LocalRegister> {
    const data = join(folder, 'register-data');
    mkdirSync(data, { mode: 0o700 });
    for (const [name, key] of [
      ['hash.key', keys.hash],
      ['link.key', keys.link],
    ] as const)
      writeFileSync(join(data, name), `${key}\n`, { mode: 0o600 });
    const child = spawn(
      process.execPath,
      [join(ROOT, 'dist/bin/headcount.js'), 'register', 'start', '--port', '0', '--json', '--data', data],
      { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const output = { text: '' };
    child.stderr.on('data', (chunk) => {
      output.text += String(chunk);
    });
    const url = await Promise.race([
      once(createInterface(child.stdout), 'line').then(
        ([line]) => (JSON.parse(String(line)) as { url: string }).url,
      ),
      once(child, 'exit').then(() => Promise.reject(new Error(output.text))),
    ]);
    return new LocalRegister(url, data, child, output);
  }

  /** Runs a command of staff; the result, or the message of its refusal. */
  async command(command: string, input: unknown, reader: string): Promise<unknown> {
    try {
      return (await askStaffDoor(this.data, { command, input, reader }))?.result;
    } catch (error) {
      return { message: (error as Error).message, exit: (error as { readonly exit?: number }).exit };
    }
  }

  /** Whether a file below the data folder holds the text. */
  holds(text: string): boolean {
    return readdirSync(this.data, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .some((one) => readFileSync(join(one.parentPath, one.name)).includes(text));
  }

  /** What it wrote on stderr. */
  get output(): string {
    return this.#output.text;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}
