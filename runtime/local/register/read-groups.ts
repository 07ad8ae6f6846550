/** Reads the groups of the register's log, and tells what a crash may have left of the last one from damage. */
import { isUtf8 } from 'node:buffer';
import { read } from 'node:fs';
import { promisify } from 'node:util';
import { LogDamagedError } from './log-errors.ts';
import { MORE, parseLine } from './log-lines.ts';

const readBytes = promisify(read);
/** Small enough that few events of a chunk outlive a collection of young objects. */
const CHUNK_BYTES = 256 * 1024;
const NEWLINE = 10;
const SECTOR_BYTES = 512;

/** The file to read, of which `length` bytes count; `path` is for errors. */
export interface LogToRead {
  readonly path: string;
  readonly fd: number;
  readonly length: number;
  /** Lines that need not be parsed: whoever reads a log that was read before has no use for their events. */
  readonly isSkipped?: (line: string) => boolean;
}

export interface Group<E> {
  /** Without those of lines that were skipped. */
  readonly events: readonly E[];
  /** Their lines as they stand in the file, each with its newline. */
  readonly text: string;
}

/** Groups that follow each other. */
export interface GroupsRead<E> {
  readonly groups: readonly Group<E>[];
  /** Offset of the byte after the last group so far. */
  readonly end: number;
}

/**
 * Reads the groups, a chunk of the file at a time. Leaves out a last group that is torn: without its end, with a last
 * line that is no JSON object, or with blocks of zeros where a power cut came before the file system wrote them. Throws
 * a LogDamagedError at such a line before the last group.
 */
export async function* readGroups<E extends object>(log: LogToRead): AsyncGenerator<GroupsRead<E>> {
  const parser = new GroupParser<E>(log);
  let rest = Buffer.alloc(0);
  let next = readChunk(log, 0);
  try {
    for (let offset = 0; offset < log.length;) {
      const chunk = await next;
      offset += chunk.length;
      // The next one is read while this one is parsed.
      next = readChunk(log, offset);
      next.catch(() => undefined);
      const bytes = Buffer.concat([rest, chunk]);
      const areWhole = isUtf8(bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1));
      const groups: Group<E>[] = [];
      let from = 0;
      for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
        const isText = areWhole || isUtf8(bytes.subarray(from, to));
        const group = parser.parse(bytes.toString('utf8', from, to + 1), to + 1 - from, isText);
        if (group !== undefined) groups.push(group);
        from = to + 1;
      }
      rest = bytes.subarray(from);
      yield { groups, end: parser.end };
    }
  } finally {
    await next.catch(() => undefined);
  }
}

async function readChunk({ fd, length }: LogToRead, offset: number): Promise<Buffer> {
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, length - offset));
  if (chunk.length === 0) return chunk;
  const { bytesRead } = await readBytes(fd, chunk, 0, chunk.length, offset);
  if (bytesRead === 0) throw Object.assign(new Error('the file became shorter'), { code: 'EIO' });
  return chunk.subarray(0, bytesRead);
}

class GroupParser<E extends object> {
  /** Offset of the byte after the last whole group. */
  end = 0;
  readonly #log: LogToRead;
  #offset = 0;
  #line = 0;
  #events: E[] = [];
  #text = '';
  /** Lines that the group still needs; after a hole, more than the next line may need. */
  #missing = 0;
  /** The first line with blocks that were not written: from there on nothing counts, and only one group may follow. */
  #hole: number | undefined;

  constructor(log: LogToRead) {
    this.#log = log;
  }

  /** Takes the next line, which has so many bytes; returns the group that it ends. */
  parse(line: string, bytes: number, isText: boolean): Group<E> | undefined {
    this.#line += 1;
    this.#offset += bytes;
    const parsed = isText ? this.#parseLine(line) : undefined;
    if (parsed === undefined) {
      this.#passUnreadable(line, this.#offset - bytes);
      return undefined;
    }
    if (this.#hole === undefined ? !this.#isNext(parsed.more) : parsed.more >= this.#missing)
      throw this.#damage('out of place');
    this.#missing = parsed.more;
    if (this.#hole !== undefined) return undefined;
    if (parsed.event !== undefined) this.#events.push(parsed.event);
    this.#text += line;
    if (this.#missing > 0) return undefined;
    this.end = this.#offset;
    const group = { events: this.#events, text: this.#text };
    this.#events = [];
    this.#text = '';
    return group;
  }

  #parseLine(line: string): { readonly event?: E; readonly more: number } | undefined {
    return this.#log.isSkipped?.(line) === true
      ? { more: Number(MORE.exec(line)?.[1] ?? 0) }
      : parseLine<E>(line);
  }

  #isNext(more: number): boolean {
    return this.#missing === 0 || more === this.#missing - 1;
  }

  /** Throws unless a crash may have left this line so. */
  #passUnreadable(line: string, start: number): void {
    if (this.#offset === this.#log.length || this.#hole !== undefined) return;
    if (this.#missing === 0) this.#missing = countAfterHole(line, start);
    if (this.#missing === 0 || !line.includes('\0')) throw this.#damage('unreadable');
    this.#hole = this.#line;
  }

  #damage(damage: 'unreadable' | 'out of place'): LogDamagedError {
    return new LogDamagedError(this.#log.path, this.#hole ?? this.#line, damage);
  }
}

/**
 * Returns how many lines may follow the first line of a group that has zeros where sectors were not written: it begins
 * with their number, or with zeros from the end of what was synced before to that of the sector. Else returns 0.
 */
function countAfterHole(line: string, start: number): number {
  const more = MORE.exec(line)?.[1];
  if (more !== undefined) return Number(more);
  const zeros = /^\0+/.exec(line)?.[0].length ?? 0;
  return zeros > 0 && start % SECTOR_BYTES > 0 && (start + zeros) % SECTOR_BYTES === 0 ? Infinity : 0;
}
