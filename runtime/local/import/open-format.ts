/** Finds the format of a log by its first block, and opens it for the judges. */
import { detectFormat } from '#core/import/formats';
import type { LogContext } from './log-context.ts';
import { NoLogError } from './broken-log-error.ts';
import { headOf } from './read-log.ts';

/** Throws a NoLogError where the format is to be found and no format reads a line. */
export function openFormat(bytes: Buffer, { format: wanted, fields, judges }: LogContext): void {
  const head = headOf(bytes);
  const format = wanted === 'auto' ? detectFormat(head) : wanted;
  if (format === undefined)
    throw new NoLogError('its first lines match no known format: name one with --format');
  judges.open(format, head, wanted === 'auto', fields);
}
