/**
 * From JSON lines to Firehose records: as few as the limit allows, since each is billed as 5 KB at least. It may not
 * part a line.
 */

/** Bytes of a record, before base64 (Firehose quotas: 1,000 KiB). */
export const MAX_RECORD_BYTES = 1_024_000;

/**
 * Lines joined by newlines, each text at most `most` bytes of UTF-8 with its last newline. A line alone is never
 * longer: wire limits see to it.
 */
export function toRecords(lines: readonly string[], maxBytes = MAX_RECORD_BYTES): readonly string[] {
  const records: string[] = [];
  let record = '';
  let size = 0;
  for (const line of lines) {
    const bytes = Buffer.byteLength(line) + 1;
    if (size > 0 && size + bytes > maxBytes) {
      records.push(record);
      record = '';
      size = 0;
    }
    record += `${line}\n`;
    size += bytes;
  }
  if (size > 0) records.push(record);
  return records;
}
