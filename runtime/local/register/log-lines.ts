/**
 * The lines of the register's log. Each is one event as JSON. Events that were appended together count together: each
 * of their lines but the last has a member `more`, the number of lines that still follow, so that a reader drops a
 * group whose end is missing. That member is no part of the event.
 */
import { isUtf8 } from 'node:buffer';
import { read } from 'node:fs';
import { promisify } from 'node:util';
import { LogDamagedError } from './log-errors.ts';

const readBytes = promisify(read);
const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 10;

/** Returns the lines of events that count together. Throws a TypeError where an event has a member `more`. */
export function formatGroup(events: readonly object[]): string {
  return events
    .map((event, at) => {
      if ('more' in event) throw new TypeError('an event of the register has no member "more"');
      const more = events.length - 1 - at;
      return `${JSON.stringify(more === 0 ? event : { ...event, more })}\n`;
    })
    .join('');
}

/** The file to read, of which `length` bytes count; `path` is for errors. */
export interface LogToRead {
  readonly path: string;
  readonly fd: number;
  readonly length: number;
}

export interface Group<E> {
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
 * Reads the groups, a chunk of the file at a time. Leaves out a last line that is torn (no newline, or no JSON object)
 * and a last group without its end. Throws a LogDamagedError at such a line that others follow.
 */
export async function* readGroups<E extends object>(log: LogToRead): AsyncGenerator<GroupsRead<E>> {
  const parser = new GroupParser<E>(log);
  let rest = Buffer.alloc(0);
  for (let offset = 0; offset < log.length;) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, log.length - offset));
    const { bytesRead } = await readBytes(log.fd, chunk, 0, chunk.length, offset);
    if (bytesRead === 0) throw Object.assign(new Error('the file became shorter'), { code: 'EIO' });
    offset += bytesRead;
    const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    const areWhole = isUtf8(bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1));
    const groups: Group<E>[] = [];
    let from = 0;
    for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
      const isText = areWhole || isUtf8(bytes.subarray(from, to));
      const line = isText ? bytes.toString('utf8', from, to + 1) : undefined;
      const group = parser.parse(line, to + 1 - from);
      if (group !== undefined) groups.push(group);
      from = to + 1;
    }
    rest = bytes.subarray(from);
    yield { groups, end: parser.end };
  }
}

class GroupParser<E extends object> {
  /** Offset of the byte after the last whole group. */
  end = 0;
  readonly #log: LogToRead;
  #offset = 0;
  #line = 0;
  #events: E[] = [];
  #text = '';
  #missing = 0;

  constructor(log: LogToRead) {
    this.#log = log;
  }

  /** Takes the next line, undefined where it is no UTF-8, of so many bytes; returns the group that it ends. */
  parse(line: string | undefined, bytes: number): Group<E> | undefined {
    this.#line += 1;
    this.#offset += bytes;
    const parsed = line === undefined ? undefined : parseLine<E>(line);
    if (parsed === undefined) {
      if (this.#offset === this.#log.length) return undefined;
      throw new LogDamagedError(this.#log.path, this.#line, 'unreadable');
    }
    if (this.#missing > 0 && parsed.more !== this.#missing - 1)
      throw new LogDamagedError(this.#log.path, this.#line, 'out of place');
    this.#missing = parsed.more;
    this.#events.push(parsed.event);
    this.#text += line;
    if (this.#missing > 0) return undefined;
    this.end = this.#offset;
    const group = { events: this.#events, text: this.#text };
    this.#events = [];
    this.#text = '';
    return group;
  }
}

function parseLine<E>(line: string): { readonly event: E; readonly more: number } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (!('more' in value)) return { event: value as E, more: 0 };
  const { more, ...event } = value;
  return Number.isSafeInteger(more) && Number(more) > 0
    ? { event: event as E, more: Number(more) }
    : undefined;
}
