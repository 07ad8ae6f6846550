/** Reads the file of an import, and the files that its cells name, into rows for the register. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { CannotError, UsageError } from '#core/operator/failures';
import { readCells, readColumns } from '#core/register/import/import-columns';
import type { GivenPurpose, ImportRow, RefusedRow } from '#core/register/import/import-row';
import type { Register } from '#core/register/parse-register';
import { readCsvRecords } from './csv-records.ts';

/** A cell that begins with this names a file, relative to the CSV. */
const FILE = 'file:';
const MAX_FILE_BYTES = 10 * 1024 * 1024;

export type ReadLine = { readonly row: ImportRow } | { readonly refused: RefusedRow };

/** Yields each row that is not empty. Throws a UsageError or CannotError where the file as a whole cannot be read. */
export function* readImportRows(path: string, { forms }: Register): Generator<ReadLine> {
  const [header, ...records] = readCsvRecords(readWhole(path));
  if (header === undefined) throw new UsageError('the file is empty: its first row names the columns');
  const names = [...forms.values()].flatMap(({ fields }) => fields.map(({ name }) => name));
  const read = readColumns(header, new Set(names));
  if ('problem' in read) throw new UsageError(read.problem);
  const folder = realpathSync(dirname(path));
  for (const [at, cells] of records.entries()) {
    const row = at + 2;
    if (cells.every((cell) => cell.trim() === '')) continue;
    const cellsRead = readCells(row, cells, read.columns);
    if (cellsRead === undefined) yield refuse(row, ['row: has a cell in a column without a name']);
    else yield withFiles(cellsRead, folder);
  }
}

const refuse = (row: number, reasons: readonly string[]): ReadLine => ({
  refused: { row, reason: reasons.join('; ') },
});

function withFiles(row: ImportRow, folder: string): ReadLine {
  const reasons: string[] = [];
  const read = (cell: string, column: string): Buffer => {
    const content = readCell(cell, folder);
    if (typeof content !== 'string') return content;
    reasons.push(`${column}: ${content}`);
    return Buffer.alloc(0);
  };
  const given = row.given.map(({ purpose, wording, time, evidence }): GivenPurpose => ({
    purpose,
    wording: read(wording, `${purpose}.wording`).toString('utf8'),
    time,
    evidence: read(evidence, `${purpose}.evidence`).toString('base64'),
  }));
  return reasons.length > 0 ? refuse(row.row, reasons) : { row: { ...row, given } };
}

/** Returns the bytes that a cell means, or why there are none. */
function readCell(cell: string, folder: string): Buffer | string {
  if (!cell.startsWith(FILE)) return isFile(join(folder, cell)) ? WRITE_FILE : Buffer.from(cell, 'utf8');
  const name = cell.slice(FILE.length).trim();
  if (name === '' || isAbsolute(name)) return OUTSIDE;
  const path = join(folder, name);
  if (!isFile(path)) return 'names a file that is not there';
  // What an older system wrote may not name the files of this machine, not even by a symbolic link.
  if (!realpathSync(path).startsWith(`${folder}${sep}`)) return OUTSIDE;
  const { size } = statSync(path);
  if (size > MAX_FILE_BYTES) return 'names a file of more than 10 MB';
  return size === 0 ? 'names an empty file' : readFileSync(path);
}

const OUTSIDE = 'names no file in the folder of the CSV';
const WRITE_FILE = 'is the name of a file: write "file:" before it';

function isFile(path: string): boolean {
  if (path.includes('\0') || path.length > 4096) return false;
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function readWhole(path: string): Uint8Array {
  if (!isFile(path)) throw new CannotError(`there is no file ${JSON.stringify(path)}: name the CSV`);
  return readFileSync(path);
}
