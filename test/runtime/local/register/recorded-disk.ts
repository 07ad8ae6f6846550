/**
 * A stand-in for node:fs that records what a crash would leave after each call, and fails calls by number. A power cut
 * leaves what was synced, under the names that their folder was synced with; a killed process leaves everything.
 */
import { constants } from 'node:fs';
import { basename } from 'node:path';

type Fs = typeof import('node:fs');
type Done = (error: Error | null, ...rest: unknown[]) => void;
/** Contents by name. */
export type Image = ReadonlyMap<string, Buffer>;

interface Inode {
  synced: Buffer;
  isDsync: boolean;
}

export class RecordedDisk {
  /** Names of the calls since the last reset. */
  calls: string[] = [];
  /** Numbers of the calls that fail, and how much of its bytes a failing write leaves behind. */
  failing: {
    readonly from: number;
    readonly to: number;
    readonly written: 'half' | 'all';
    readonly code: string;
  } = { from: 0, to: 0, written: 'half', code: 'EIO' };
  /** Called after each call that did not fail. */
  onCall: (() => void) | undefined;
  /** Bytes that one write takes at most. */
  writeLimit = Infinity;
  readonly #fs: Fs;
  readonly #inodes = new Map<number, Inode>();
  #names = new Map<string, Inode>();
  #syncedNames = new Map<string, Inode>();
  /** Paths of folders by descriptor. */
  readonly #folders = new Map<number, string>();
  #folder = '';

  constructor(fs: Fs) {
    this.#fs = fs;
  }

  reset(folder: string): void {
    this.calls = [];
    this.failing = { from: 0, to: 0, written: 'half', code: 'EIO' };
    this.onCall = undefined;
    this.writeLimit = Infinity;
    this.#inodes.clear();
    this.#names = new Map();
    this.#syncedNames = new Map();
    this.#folder = folder;
  }

  afterPowerCut(): Image {
    return new Map([...this.#syncedNames].map(([name, { synced }]) => [name, synced]));
  }

  afterKill(): Image {
    const names = this.#fs.readdirSync(this.#folder).filter((name) => name.startsWith('register.jsonl'));
    return new Map(names.map((name) => [name, this.#fs.readFileSync(`${this.#folder}/${name}`)]));
  }

  replacements(): Partial<Fs> {
    const fs = this.#fs;
    const open = this.#callback('open', fs.open as never, ([path, flags], [fd]) => {
      const name = basename(path as string);
      const inode = this.#names.get(name) ?? { synced: Buffer.alloc(0), isDsync: false };
      inode.isDsync = ((flags as number) & constants.O_DSYNC) !== 0;
      this.#names.set(name, inode);
      this.#inodes.set(fd as number, inode);
    });
    const write = this.#callback(
      'write',
      ((fd: number, bytes: Buffer, offset: number, length: number, position: number, done: never) =>
        fs.write(fd, bytes, offset, Math.min(length, this.writeLimit), position, done)) as never,
      ([fd]) => {
        if (this.#inodes.get(fd as number)?.isDsync === true) this.#sync(fd as number);
      },
    );
    const promised = (...args: unknown[]) =>
      new Promise((resolve, reject) => {
        write(...args, (error: Error | null, bytesWritten: number) =>
          error === null ? resolve({ bytesWritten }) : reject(error),
        );
      });
    return {
      open,
      write: Object.assign(write, { [Symbol.for('nodejs.util.promisify.custom')]: promised }),
      fdatasync: this.#callback('fdatasync', fs.fdatasync as never, ([fd]) => this.#sync(fd as number)),
      ftruncate: this.#callback('ftruncate', fs.ftruncate as never, () => undefined),
      rename: this.#callback('rename', fs.rename as never, ([from, to]) => {
        const inode = this.#names.get(basename(from as string));
        this.#names.delete(basename(from as string));
        if (inode !== undefined) this.#names.set(basename(to as string), inode);
      }),
      rmSync: (path: string, options: object) => {
        fs.rmSync(path, options);
        this.#names.delete(basename(path));
      },
      openSync: (path: string, ...rest: [string]) => {
        const fd = fs.openSync(path, ...rest);
        this.#folders.set(fd, path);
        return fd;
      },
      fsyncSync: (fd: number) => {
        const fault = this.#begin('fsyncSync');
        if (fault !== undefined) throw fault;
        fs.fsyncSync(fd);
        if (this.#folders.get(fd) === this.#folder) this.#syncedNames = new Map(this.#names);
        this.onCall?.();
      },
    } as unknown as Partial<Fs>;
  }

  #callback(
    name: string,
    real: (...args: unknown[]) => void,
    after: (args: unknown[], results: unknown[]) => void,
  ): (...args: unknown[]) => void {
    return (...all) => {
      const args = all.slice(0, -1);
      const done = all.at(-1) as Done;
      const fault = this.#begin(name);
      if (fault !== undefined) {
        if (name === 'write') this.#writePart(args);
        setImmediate(() => done(fault));
        return;
      }
      real(...args, (error: Error | null, ...results: unknown[]) => {
        if (error === null) {
          after(args, results);
          this.onCall?.();
        }
        done(error, ...results);
      });
    };
  }

  #begin(name: string): Error | undefined {
    this.calls.push(name);
    const { from, to, code } = this.failing;
    const at = this.calls.length - 1;
    return at >= from && at < to ? Object.assign(new Error(code), { code }) : undefined;
  }

  #writePart([fd, bytes, offset, length, position]: unknown[]): void {
    const part = this.failing.written === 'all' ? Number(length) : Math.floor(Number(length) / 2);
    this.#fs.writeSync(fd as number, bytes as Buffer, offset as number, part, position as number);
  }

  #sync(fd: number): void {
    const inode = this.#inodes.get(fd);
    if (inode === undefined) return;
    const { size } = this.#fs.fstatSync(fd);
    inode.synced = Buffer.alloc(size);
    this.#fs.readSync(fd, inode.synced, 0, size, 0);
  }
}
