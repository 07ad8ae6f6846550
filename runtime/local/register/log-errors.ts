/** Errors of the register's log. None may hold a part of a line: it may name a person. */
import { findRemedy } from '#core/operator/system-faults';
import { OperatorError } from '#core/operator-error';

/**
 * Thrown where the log could not be opened, or events not be made durable: they are not in it, and it goes on as soon
 * as the disk does. `code` is the system's, such as ENOSPC, or `closed`.
 */
export class LogFileError extends OperatorError {
  override readonly name = 'LogFileError';
  readonly code: string;

  constructor(file: string, act: 'opened' | 'written', cause: unknown) {
    const { code = 'unknown' } = cause as { readonly code?: string };
    const remedy = findRemedy(cause);
    super(`${JSON.stringify(file)} cannot be ${act} (${code})${remedy === undefined ? '' : `: ${remedy}`}`);
    this.code = code;
  }
}

/** Thrown where a line that was once whole cannot be read: what it withdrew would be allowed again without it. */
export class LogDamagedError extends OperatorError {
  override readonly name = 'LogDamagedError';
  /** The line, from 1; `some` where it is known to be one. */
  readonly line: number | 'last' | 'some';

  constructor(file: string, line: LogDamagedError['line'], damage: 'unreadable' | 'out of place') {
    super(
      `${nameLine(line)} of ${JSON.stringify(file)} is ${damage}: move the data folder away, and restore a backup ` +
        'with "headcount register restore"',
    );
    this.line = line;
  }
}

function nameLine(line: LogDamagedError['line']): string {
  if (line === 'some') return 'a line';
  return line === 'last' ? 'the last line' : `line ${line}`;
}

/** Thrown where something other than a file stands in the log's place. */
export class LogPlaceError extends OperatorError {
  override readonly name = 'LogPlaceError';

  constructor(file: string) {
    super(
      `${JSON.stringify(file)} is no regular file: put the log itself there and no link to it, since erasing ` +
        'replaces the file',
    );
  }
}

/** Returns a LogFileError for an error of the system, and every other error as it is. */
export function explainFault(file: string, act: 'opened' | 'written', error: unknown): unknown {
  const isOfSystem = !(error instanceof OperatorError) && (error as { code?: unknown }).code !== undefined;
  return isOfSystem ? new LogFileError(file, act, error) : error;
}
