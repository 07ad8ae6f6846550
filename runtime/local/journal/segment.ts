/** One open segment file. Bytes are either on disk or not there. */
import { constants, fsync, ftruncate, futimes, rename, unlink } from 'node:fs';
import { promisify } from 'node:util';
import type { DataDir } from '../data-dir.ts';
import { DurableFile } from '../durable-file.ts';
import { syncFolder } from '../sync-folder.ts';
import { fileTime, segmentFile, type SegmentName } from './segment-name.ts';

const file = {
  fsync: promisify(fsync),
  ftruncate: promisify(ftruncate),
  futimes: promisify(futimes),
  rename: promisify(rename),
  unlink: promisify(unlink),
};

export class Segment {
  readonly name: SegmentName;
  readonly #data: DataDir;
  readonly #file: DurableFile;

  private constructor(data: DataDir, name: SegmentName, durable: DurableFile) {
    this.#data = data;
    this.name = name;
    this.#file = durable;
  }

  /** Creates the segment; its name is on disk before anything is written to it. */
  static async create(data: DataDir, name: SegmentName): Promise<Segment> {
    const path = segmentFile(data, name, 'open');
    const durable = await DurableFile.open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY);
    try {
      syncFolder(data.journal);
    } catch (error) {
      await durable.close();
      await file.unlink(path).catch(() => undefined);
      throw error;
    }
    return new Segment(data, name, durable);
  }

  /** Bytes known to be on disk. */
  get length(): number {
    return this.#file.length;
  }

  /**
   * Writes bytes; resolves when all are on disk. Where it rejects, the file may hold a part of them: cut back, or
   * abandon.
   */
  async write(bytes: Uint8Array): Promise<void> {
    await this.#file.write(bytes);
  }

  /** Truncates what a failed write left after the last good byte. */
  async cutBack(): Promise<void> {
    await this.#file.cutBack();
  }

  /**
   * Closes the segment: complete, durable, with its day as file time, under its closed name. An empty one is removed.
   */
  async finish(): Promise<void> {
    const openFile = segmentFile(this.#data, this.name, 'open');
    const { fd, length } = this.#file;
    try {
      if (length > 0) {
        await file.ftruncate(fd, length);
        const time = fileTime(this.name.dt);
        await file.futimes(fd, time, time);
        await file.fsync(fd);
      }
    } finally {
      await this.#file.close();
    }
    if (length > 0) await file.rename(openFile, segmentFile(this.#data, this.name, 'jsonl'));
    else await file.unlink(openFile);
    syncFolder(this.#data.journal);
  }
}
