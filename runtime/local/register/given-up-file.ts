/**
 * `given-up.jsonl`: what people gave up and were offered, line by line, meant to be copied elsewhere. It follows
 * from the log; where it knows more, the log is an older copy, which nobody may serve.
 */
import { constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '#core/operator-error';
import { linesBeyond, withoutOffers } from '#core/register/given-up';
import { DurableFile } from '../durable-file.ts';
import { syncFolder } from '../sync-folder.ts';
import { explainFault } from './log-errors.ts';

const { O_CREAT, O_RDWR } = constants;

/** Returns the path of a folder's file. */
export const givenUpPath = (folder: string): string => join(folder, 'given-up.jsonl');

/** The log lacks what people gave up. */
export class GivenUpError extends OperatorError {
  override readonly name = 'GivenUpError';

  constructor(path: string) {
    super(
      `${JSON.stringify(path)} has lines that the log lacks, so the log is an older copy: move the data ` +
        'folder away and run "headcount register restore BACKUP --given-up FILE" with both',
    );
  }
}

/** Reads whole lines; what a crash tore at the end is left out. Throws the system's error where there is no file. */
export function readGivenUp(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
}

export class GivenUpFile {
  readonly #path: string;
  readonly #file: DurableFile;
  /** Lines that the log holds and the file does not yet. */
  #waiting: string[];
  #work: Promise<void> = Promise.resolve();

  private constructor(path: string, file: DurableFile, waiting: readonly string[]) {
    this.#path = path;
    this.#file = file;
    this.#waiting = [...waiting];
  }

  /**
   * Opens the file beside a log that holds these lines, and adds what a crash kept from it. Throws a GivenUpError where
   * it holds others.
   */
  static async open(folder: string, own: readonly string[]): Promise<GivenUpFile> {
    const path = givenUpPath(folder);
    const lines = existsSync(path) ? readGivenUp(path) : [];
    const missing = linesBeyond(lines, own);
    // A file of an older version lacks the information mails between its lines: it is written anew.
    if (missing === undefined && linesBeyond(lines, withoutOffers(own)) === undefined)
      throw new GivenUpError(path);
    const kept = missing === undefined ? [] : lines;
    const file = await DurableFile.open(path, O_CREAT | O_RDWR);
    await file.cutBack(Buffer.byteLength(kept.map((line) => `${line}\n`).join('')));
    syncFolder(folder);
    const opened = new GivenUpFile(path, file, missing ?? own);
    await opened.append([]);
    return opened;
  }

  /** Adds lines; resolves when they are on disk. Where it rejects, with a LogFileError, the next call adds them too. */
  append(lines: readonly string[]): Promise<void> {
    this.#waiting.push(...lines);
    const written = this.#work.then(() => this.#write());
    this.#work = written.catch(() => undefined);
    return written;
  }

  /** Closes the file. */
  async close(): Promise<void> {
    await this.#work;
    await this.#file.close();
  }

  async #write(): Promise<void> {
    const lines = this.#waiting;
    if (lines.length === 0) return;
    this.#waiting = [];
    try {
      await this.#file.write(Buffer.from(lines.map((line) => `${line}\n`).join(''), 'utf8'));
    } catch (error) {
      this.#waiting = [...lines, ...this.#waiting];
      await this.#file.cutBack().catch(() => undefined);
      throw explainFault(this.#path, 'written', error);
    }
  }
}
