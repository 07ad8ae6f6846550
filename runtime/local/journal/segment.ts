/** One open segment file. Bytes are either on disk or not there. */
import { close, constants, fdatasync, fsync, ftruncate, futimes, open, rename, unlink, write } from 'node:fs';
import { promisify } from 'node:util';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';
import { fileTime, segmentFile, type SegmentName } from './segment-name.ts';

const file = {
  open: promisify(open),
  close: promisify(close),
  fdatasync: promisify(fdatasync),
  fsync: promisify(fsync),
  ftruncate: promisify(ftruncate),
  futimes: promisify(futimes),
  rename: promisify(rename),
  unlink: promisify(unlink),
  write: promisify(write),
};

/**
 * On Linux O_DSYNC makes each write do the work of write and fdatasync in one call. Elsewhere fdatasync does more
 * (macOS: F_FULLFSYNC flushes the drive's cache), so it is called.
 */
const DSYNC = process.platform === 'linux' ? constants.O_DSYNC : 0;

export class Segment {
  readonly name: SegmentName;
  readonly #data: DataDir;
  readonly #fd: number;
  #length = 0;

  private constructor(data: DataDir, name: SegmentName, fd: number) {
    this.#data = data;
    this.name = name;
    this.#fd = fd;
  }

  /** Creates the segment; its name is on disk before anything is written to it. */
  static async create(data: DataDir, name: SegmentName): Promise<Segment> {
    const path = segmentFile(data, name, 'open');
    const fd = await file.open(
      path,
      constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | DSYNC,
      0o600,
    );
    try {
      syncFolder(data.journal);
    } catch (error) {
      await file.close(fd);
      await file.unlink(path).catch(() => undefined);
      throw error;
    }
    return new Segment(data, name, fd);
  }

  /** Bytes known to be on disk. */
  get length(): number {
    return this.#length;
  }

  /**
   * Writes bytes; resolves when all are on disk. Where it rejects, the file may hold a part of them: cut back, or
   * abandon.
   */
  async write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await file.write(
        this.#fd,
        bytes,
        written,
        bytes.length - written,
        this.#length + written,
      );
      written += bytesWritten;
    }
    if (DSYNC === 0) await file.fdatasync(this.#fd);
    this.#length += bytes.length;
  }

  /** Truncates what a failed write left after the last good byte. */
  async cutBack(): Promise<void> {
    await file.ftruncate(this.#fd, this.#length);
    await file.fdatasync(this.#fd);
  }

  /**
   * Closes the segment: complete, durable, with its day as file time, under its closed name. An empty one is removed.
   */
  async finish(): Promise<void> {
    const openFile = segmentFile(this.#data, this.name, 'open');
    try {
      if (this.#length > 0) {
        await file.ftruncate(this.#fd, this.#length);
        const time = fileTime(this.name.dt);
        await file.futimes(this.#fd, time, time);
        await file.fsync(this.#fd);
      }
    } finally {
      await file.close(this.#fd);
    }
    if (this.#length > 0) await file.rename(openFile, segmentFile(this.#data, this.name, 'jsonl'));
    else await file.unlink(openFile);
    syncFolder(this.#data.journal);
  }
}
