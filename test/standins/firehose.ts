/**
 * Stands in for Firehose Direct PUT with conversion to Parquet: its limits, its partial failures, buffers that become
 * many objects, prefixes by UTC arrival time, and the error prefix. DuckDB writes the Parquet. It may not be more
 * lenient than Firehose. It has no retries, duplicates or throughput limits of its own.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { JsonService, type Answered, type Fault } from './json-service.ts';

/** The destination of the objects. */
export interface Sink {
  /** Takes a local file as the object `key`; the file may be moved away. */
  put(key: string, file: string): Promise<void>;
}

/** A sink that is a folder. */
export function folderSink(folder: string): Sink {
  return {
    put: async (key, file) => {
      mkdirSync(dirname(join(folder, key)), { recursive: true });
      renameSync(file, join(folder, key));
    },
  };
}

/** Bytes before base64 (Amazon Data Firehose quotas). */
const MAX_RECORD = 1_024_000;
const MAX_CALL = 4 * 1_048_576;
const MAX_RECORDS = 500;
const MAX_ROW = 16 * 1_048_576;

interface Held {
  readonly data: Buffer;
  readonly arrived: number;
}

interface PutRecordBatch {
  readonly Records?: readonly { readonly Data?: string }[];
  readonly DeliveryStreamName?: string;
}

export class Firehose extends JsonService {
  /** Records that were acknowledged or whose acknowledgement was lost, as text, in order. */
  readonly records: string[] = [];
  /** Decides which records of a call fail in part. */
  random: () => number = Math.random;
  #buffer: Held[] = [];
  readonly #clock: () => number;

  /** `clock` (ms) gives the arrival time of a record. */
  constructor(clock: () => number = Date.now) {
    super(({ operation, body, fault }) =>
      operation === 'PutRecordBatch'
        ? this.#putBatch(JSON.parse(body) as PutRecordBatch, fault)
        : { refused: { status: 400, type: 'UnknownOperationException' } },
    );
    this.#clock = clock;
  }

  #putBatch({ Records = [], DeliveryStreamName }: PutRecordBatch, fault: Fault | undefined): Answered {
    const datas = Records.map(({ Data = '' }) => Buffer.from(Data, 'base64'));
    const wrong = !DeliveryStreamName
      ? 'ResourceNotFoundException'
      : datas.length === 0 ||
          datas.length > MAX_RECORDS ||
          datas.some((data) => data.length === 0 || data.length > MAX_RECORD) ||
          datas.reduce((sum, data) => sum + data.length, 0) > MAX_CALL
        ? 'InvalidArgumentException'
        : undefined;
    if (wrong !== undefined) return { refused: { status: 400, type: wrong } };
    const share = fault?.kind === 'partial' ? fault.share : 0;
    const responses = datas.map((data) => {
      if (share > 0 && this.random() < share)
        return { ErrorCode: 'ServiceUnavailableException', ErrorMessage: `Slow down: ${data.toString()}` };
      this.#buffer.push({ data, arrived: this.#clock() });
      this.records.push(data.toString());
      return { RecordId: randomBytes(20).toString('hex') };
    });
    return {
      ok: {
        Encrypted: true,
        FailedPutCount: responses.filter((one) => 'ErrorCode' in one).length,
        RequestResponses: responses,
      },
    };
  }

  /**
   * Delivers the buffered records as objects of at most `recordsPerObject` records: `arrivals/dt=DAY/*.parquet`, and
   * unconvertible ones as `errors/format-conversion-failed/dt=DAY/*`.
   */
  async flush(sink: Sink, recordsPerObject = Number.POSITIVE_INFINITY): Promise<void> {
    const all = this.#buffer;
    this.#buffer = [];
    for (let at = 0; at < all.length; at += Math.min(recordsPerObject, all.length))
      await this.#deliver(all.slice(at, at + recordsPerObject), sink);
  }

  async #deliver(records: readonly Held[], sink: Sink): Promise<void> {
    const scratch = mkdtempSync(join(tmpdir(), 'firehose-'));
    try {
      const lines: string[] = [];
      const failed: Held[] = [];
      for (const record of records) {
        const rows = rowsOf(record.data.toString());
        if (rows === undefined) failed.push(record);
        else lines.push(...rows);
      }
      // The prefix is the UTC time of the oldest record, so a record from just after midnight may be stored under the
      // day before.
      const day = new Date(Math.min(...records.map(({ arrived }) => arrived))).toISOString().slice(0, 10);
      const name = `headcount-1-${day}-${randomBytes(16).toString('hex')}`;
      if (lines.length > 0) {
        writeFileSync(join(scratch, 'rows.jsonl'), lines.join('\n'));
        await toParquet(join(scratch, 'rows.jsonl'), join(scratch, 'rows.parquet'), scratch);
        await sink.put(`arrivals/dt=${day}/${name}.parquet`, join(scratch, 'rows.parquet'));
      }
      if (failed.length > 0) {
        writeFileSync(join(scratch, 'failed'), failed.map(errorDocument).join(''));
        await sink.put(`errors/format-conversion-failed/dt=${day}/${name}`, join(scratch, 'failed'));
      }
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
}

function errorDocument({ data, arrived }: Held): string {
  return `${JSON.stringify({ attemptsMade: 1, arrivalTimestamp: arrived, lastErrorCode: 'DataFormatConversion.ParseError', lastErrorMessage: `cannot parse ${data.toString().slice(0, 40)}`, attemptEndingTimestamp: arrived, rawData: data.toString('base64') })}\n`;
}

/**
 * Returns the objects of a record, one per line as written here; undefined if one does not fit the schema, in which
 * case the whole record fails.
 */
function rowsOf(record: string): string[] | undefined {
  const lines = record.split('\n').filter((line) => line !== '');
  return lines.length > 0 && lines.every(fits) ? lines : undefined;
}

const TYPES = {
  string: 'string',
  int: 'number',
  bigint: 'number',
  boolean: 'boolean',
  'map<string,string>': 'object',
} as const;

function fits(line: string): boolean {
  if (Buffer.byteLength(line) > MAX_ROW) return false;
  try {
    const row = JSON.parse(line) as Record<string, unknown> | null;
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return false;
    return FIELDS.every(({ name, type }) => row[name] == null || typeof row[name] === TYPES[type]);
  } catch {
    return false;
  }
}

async function toParquet(jsonl: string, parquet: string, scratch: string): Promise<void> {
  const db = await openDuckDb({ memoryLimit: '512MB', threads: 1, scratch });
  const columns = FIELDS.map(({ name, type }) => `${name}: '${DUCKDB_TYPE[type]}'`).join(', ');
  try {
    await db.run(
      `copy (select ${FIELDS.map(({ name }) => name).join(', ')} from read_json('${jsonl}', format = 'newline_delimited', columns = {${columns}})) to '${parquet}' (format parquet)`,
    );
  } finally {
    db.close();
  }
}
