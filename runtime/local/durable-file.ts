/** An open file that grows at its end. Its bytes are either on disk or do not count. */
import { close, constants, fdatasync, ftruncate, open, write } from 'node:fs';
import { promisify } from 'node:util';

const file = {
  close: promisify(close),
  fdatasync: promisify(fdatasync),
  ftruncate: promisify(ftruncate),
  open: promisify(open),
  write: promisify(write),
};

/**
 * On Linux O_DSYNC makes each write do the work of write and fdatasync in one call. Elsewhere fdatasync does more
 * (macOS: F_FULLFSYNC flushes the drive's cache), so it is called.
 */
const DSYNC = process.platform === 'linux' ? constants.O_DSYNC : 0;

export class DurableFile {
  readonly fd: number;
  #length: number;

  private constructor(fd: number, length: number) {
    this.fd = fd;
    this.#length = length;
  }

  /** Opens a file of which `length` bytes are on disk, readable by its owner alone where it is created. */
  static async open(path: string, flags: number, length = 0): Promise<DurableFile> {
    return new DurableFile(await file.open(path, flags | DSYNC, 0o600), length);
  }

  /** Bytes known to be on disk. */
  get length(): number {
    return this.#length;
  }

  /** Writes bytes; resolves when all are on disk. Where it rejects, the file may hold a part of them: cut back. */
  async write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await file.write(
        this.fd,
        bytes,
        written,
        bytes.length - written,
        this.#length + written,
      );
      written += bytesWritten;
    }
    if (DSYNC === 0) await file.fdatasync(this.fd);
    this.#length += bytes.length;
  }

  /** Truncates the file to `length` bytes, by default to those known to be on disk, and makes these durable. */
  async cutBack(length = this.#length): Promise<void> {
    await file.ftruncate(this.fd, length);
    await file.fdatasync(this.fd);
    this.#length = length;
  }

  async close(): Promise<void> {
    await file.close(this.fd);
  }
}
