/**
 * Packs JSON lines into Firehose records: as few as the limit allows, since each is billed as 5 KB at least. A line is
 * never split.
 */

/** Bytes per record, before base64 (Firehose quotas: 1,000 KiB). */
export const MAX_RECORD_BYTES = 1_024_000;

/**
 * Joins lines by newlines into texts of at most `maxBytes` bytes of UTF-8, including the last newline. Wire limits
 * guarantee that a single line is never longer.
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
