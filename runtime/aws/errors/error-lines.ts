/**
 * Parses what Firehose writes to the error prefix: one JSON document per line, with the record as base64 in `rawData`
 * (Firehose developer guide, "Handling errors for data format conversion"). It may not keep the error's message, which
 * can quote a value.
 */

export interface ErrorLine {
  /** The part that may be kept: the record as it came, without its time and the error; any other line unchanged. */
  readonly line: string;
  /** The record; undefined where the line is not such a document. */
  readonly record: string | undefined;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Splits an object of the error prefix into its lines. Documents may follow each other without a newline. */
export function errorLines(text: string): readonly ErrorLine[] {
  return text
    .replaceAll(/\}\s*\{"attemptsMade"/g, '}\n{"attemptsMade"')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const data = parseData(line);
      return data === undefined
        ? { line, record: undefined }
        : { line: JSON.stringify({ rawData: data }), record: decodeRecord(data) };
    });
}

function parseData(line: string): string | undefined {
  try {
    const data = (JSON.parse(line) as { readonly rawData?: unknown } | null)?.rawData;
    return typeof data === 'string' && data !== '' ? data : undefined;
  } catch {
    return undefined;
  }
}

function decodeRecord(data: string): string | undefined {
  try {
    return decoder.decode(Buffer.from(data, 'base64'));
  } catch {
    return undefined;
  }
}
