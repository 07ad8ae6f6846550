/**
 * What Firehose writes to the error prefix: a JSON document a line, the record as base64 in `rawData` (Firehose
 * developer guide, "Handling errors for data format conversion"). It may not keep the error's message, which can quote
 * a value.
 */

export interface ErrorLine {
  /**
   * What may be kept of it: the record as it came, without its time and the error; a line that is no such document as
   * it is.
   */
  readonly line: string;
  /** The record; undefined where the line is no such document. */
  readonly record: string | undefined;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The lines of an object of the error prefix. Documents may follow each other without a newline. */
export function errorLines(text: string): readonly ErrorLine[] {
  return text
    .replaceAll(/\}\s*\{"attemptsMade"/g, '}\n{"attemptsMade"')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const data = dataOf(line);
      return data === undefined
        ? { line, record: undefined }
        : { line: JSON.stringify({ rawData: data }), record: recordOf(data) };
    });
}

function dataOf(line: string): string | undefined {
  try {
    const data = (JSON.parse(line) as { readonly rawData?: unknown } | null)?.rawData;
    return typeof data === 'string' && data !== '' ? data : undefined;
  } catch {
    return undefined;
  }
}

function recordOf(data: string): string | undefined {
  try {
    return decoder.decode(Buffer.from(data, 'base64'));
  } catch {
    return undefined;
  }
}
