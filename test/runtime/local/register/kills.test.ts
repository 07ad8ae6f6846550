/** The register's log in processes of its own: killed, refused a second writer, and out of room. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogFile } from '#runtime/local/register/log-file';
import { rounds } from '../../../support/full-length.ts';
import { ROOT } from '../../../support/root.ts';
import { smallDisk } from '../../../support/small-disk.ts';
import { event, openedLog, readLog } from './opened-log.ts';

const WRITER = join(ROOT, 'test/runtime/local/register/log-writer.mjs');
const BUILT = join(ROOT, 'dist/runtime/local/register');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-register-'));
});
const running: Writer[] = [];
afterEach(async () => {
  for (const writer of running.splice(0)) await writer.kill();
  rmSync(folder, { recursive: true });
});

interface PartEvent {
  /** Number of the append; each has (number % 4) + 1 events. */
  readonly n: number;
  readonly part: number;
}

/** Lines that a writer has printed: `stored N`, `erasing N`, `erased N`, `refused CODE`. */
class Writer {
  readonly lines: string[] = [];
  readonly process: ChildProcess;
  /** Resolves once it has ended and everything it printed is here. */
  readonly ended: Promise<unknown>;
  #hasEnded = false;
  #rest = '';

  constructor(first: number, words: readonly string[] = [process.execPath]) {
    const [command = '', ...args] = [...words, WRITER, BUILT, folder, String(first)];
    this.process = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop() ?? '';
      this.lines.push(...lines);
    });
    this.ended = once(this.process, 'close').then(() => {
      this.#hasEnded = true;
    });
    running.push(this);
  }

  /** Resolves once it has printed so many lines, or has ended. */
  async prints(count: number): Promise<void> {
    while (this.lines.length < count && !this.#hasEnded)
      await Promise.race([once(this.process.stdout ?? this.process, 'data'), this.ended]);
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  numbers(word: string): number[] {
    return this.lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.split(' ')[1]));
  }
}

async function readParts(): Promise<Map<number, number[]>> {
  const parts = new Map<number, number[]>();
  const log = await LogFile.open<PartEvent>({
    folder,
    lock: { release: () => undefined },
    take: ({ n, part }) => parts.set(n, [...(parts.get(n) ?? []), part]),
  });
  await log.close();
  return parts;
}

describe('the log of a register whose process is killed again and again', () => {
  it('has each acknowledged append once and whole, and each acknowledged erasure', async () => {
    let stored: number[] = [];
    let erased = -1;
    const erasing = [-1];
    let next = 0;
    for (let round = 0; round < rounds(2, 100); round += 1) {
      const writer = new Writer(next);
      await writer.prints(1 + Math.floor(Math.random() * 80));
      await writer.kill();
      expect(writer.lines.length, 'it was free to write').toBeGreaterThan(0);
      stored = [...stored, ...writer.numbers('stored')];
      erasing.push(...writer.numbers('erasing'));
      erased = Math.max(erased, ...writer.numbers('erased'));
      const parts = await readParts();
      // An erasure removes the second event of all appends up to a number.
      const through = Math.max(
        -1,
        ...[...parts].filter(([n, all]) => n % 4 > 0 && !all.includes(1)).map(([n]) => n),
      );
      const whole = [...parts.keys()].map((n) => [
        n,
        Array.from({ length: (n % 4) + 1 }, (_, part) => part).filter((part) => part !== 1 || n > through),
      ]);
      expect([...parts], `round ${round}`).toEqual(whole);
      expect(stored.filter((n) => !parts.has(n))).toEqual([]);
      expect([...parts.keys()]).toEqual([...parts.keys()].toSorted((one, other) => one - other));
      const begun = erasing.filter((n) => n >= erased);
      expect(
        begun.some((n) => through === lastWithSecond(n)),
        `erased ${through}, of ${begun.join()}`,
      ).toBe(true);
      next = Math.max(next, ...parts.keys(), ...stored) + 1;
    }
    expect(stored.length).toBeGreaterThan(rounds(2, 100));
  });
});

/** Returns the last append up to a number that has a second event. */
const lastWithSecond = (n: number): number => (n % 4 === 0 && n > 0 ? n - 1 : n === 0 ? -1 : n);

describe('a second process', () => {
  it('is refused the data folder while the first has it', async () => {
    const first = new Writer(0);
    await first.prints(1);
    const second = new Writer(0);
    await second.prints(1);
    expect(second.lines).toEqual(['refused LockHeldError']);
    await first.kill();
    const third = new Writer(1_000_000);
    await third.prints(1);
    expect(third.lines[0]).toMatch(/^(stored|erasing) /);
  });
});

describe('the log of a register on a disk without room', () => {
  it.skipIf(process.platform === 'win32')(
    'refuses what does not fit below a limit of file sizes, and takes more once something is erased',
    async () => {
      const limited = new Writer(0, ['sh', '-c', 'ulimit -f 64; exec "$@" fill', 'sh', process.execPath]);
      await limited.ended;
      const stored = limited.numbers('stored');
      const at = limited.lines.findIndex((line) => line.startsWith('refused'));
      expect(limited.lines[at]).toBe('refused EFBIG');
      expect(limited.lines.slice(at + 1).filter((line) => line.startsWith('stored')).length).toBe(1);
      expect(statSync(join(folder, 'register.jsonl')).size).toBeLessThan(64 * 1024);
      expect([...(await readParts()).keys()]).toEqual(stored);
    },
  );

  it('refuses what does not fit on a full disk, loses nothing, and takes more once there is room', async (context) => {
    const disk = smallDisk('1m');
    if (disk === undefined) return context.skip();
    try {
      const data = join(disk.folder, 'data');
      const { log } = await openedLog(data);
      const stored: number[] = [];
      const append = (n: number) =>
        log.append([event(n, 'x'.repeat(20_000)), event(n)]).then(() => stored.push(n));
      const refused = await (async () => {
        for (let n = 0; ; n += 1) await append(n);
      })().catch((error: unknown) => error);
      expect(refused).toMatchObject({ name: 'LogFileError', code: 'ENOSPC' });
      expect(stored.length).toBeGreaterThan(10);
      await expect(
        log.rewrite((one) => one),
        'no room for a second file',
      ).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(readFileSync(join(data, 'register.jsonl'), 'utf8').split('\n')).toHaveLength(
        2 * stored.length + 1,
      );
      disk.resize('4m');
      await append(1000);
      await log.rewrite((one) => (one.text === undefined ? one : undefined));
      await log.close();
      expect(await readLog(data)).toEqual(stored.map((n) => event(n)));
    } finally {
      disk.remove();
    }
  });
});
