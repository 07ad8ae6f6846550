/** Reads a CSV file (RFC 4180, UTF-8) of an operator into records. Its errors repeat nothing of the file. */
import { CsvError, parse } from 'csv-parse/sync';
import { UsageError } from '#core/operator/failures';

/** Characters of a record; more means that a quote is missing. */
const MAX_RECORD = 1_000_000;
const UTF16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
] as const;
const SAVE_AS = 'save the table as "CSV UTF-8", with commas between the columns';

/**
 * Returns the records, empty lines included, so that they count as in a spreadsheet. A byte order mark, any line ends
 * and cells in quotes are fine. Throws a UsageError for another encoding, separator or form.
 */
export function readCsvRecords(bytes: Uint8Array): readonly (readonly string[])[] {
  const text = decode(bytes);
  const [firstLine = ''] = text.split(/[\r\n]/, 1);
  if (!firstLine.includes(',') && /[;\t|]/.test(firstLine))
    throw new UsageError(`the columns of the file are not separated by commas: ${SAVE_AS}`);
  try {
    return parse(text, {
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: MAX_RECORD,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { readonly lines?: unknown };
    const line = typeof lines === 'number' ? ` near line ${lines}` : '';
    throw new UsageError(
      `the file is no CSV${line}: a cell with a quote, a comma or a line break stands in quotes, its own quotes doubled`,
    );
  }
}

function decode(bytes: Uint8Array): string {
  const isUtf16 = UTF16.some(([first, second]) => bytes[0] === first && bytes[1] === second);
  if (isUtf16 || bytes.includes(0)) throw new UsageError(`the file is UTF-16 or no text: ${SAVE_AS}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`the file is not UTF-8: ${SAVE_AS}`);
  }
}
