/**
 * Kinds of files of a data folder, ways to damage one, and the commands that meet it: tests are generated from the
 * three lists.
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Folder } from '../upgrade/data-folder.ts';

export interface Kind {
  readonly name: string;
  readonly folder: Folder;
  /** Relative to the data folder, as a pattern: the first file that matches. */
  readonly file: RegExp;
}

export const KINDS: readonly Kind[] = [
  { name: 'facts', folder: 'sample', file: /^facts\/pages\/period=2015-05-18\/part\.parquet$/ },
  { name: 'totals', folder: 'sample', file: /^facts\/days\/period=2015-05-18\/part\.parquet$/ },
  { name: 'completeness', folder: 'sample', file: /^completeness\/period=2015-05-18\/part\.parquet$/ },
  { name: 'a seal', folder: 'sample', file: /^seals\/period=2015-05-18\/part\.parquet$/ },
  { name: 'a release', folder: 'sample', file: /^releases\/period=2015-05\/.*\.json$/ },
  { name: 'rows of a release', folder: 'sample', file: /^releases\/period=2015-05\/.*\.parquet$/ },
  { name: 'the ledger of releases', folder: 'sample', file: /^releases\/ledger\/2015-05\..*\.json$/ },
  { name: 'the state of an import', folder: 'sample', file: /^state\/import\/[0-9a-f]{16}\.json$/ },
  { name: 'the ledger of imports', folder: 'sample', file: /^state\/import\/ledger\.json$/ },
  { name: 'the key of imports', folder: 'sample', file: /^state\/import\/ledger\.key$/ },
  { name: 'the mark of the latest day', folder: 'sample', file: /^salts\/latest-day$/ },
  { name: 'arrivals', folder: 'live', file: /^arrivals\/dt=.*\.parquet$/ },
  { name: 'a journal segment', folder: 'live', file: /^journal\/.*\.(open|jsonl)$/ },
  { name: 'a salt', folder: 'live', file: /^salts\/.*\.salt$/ },
];

type Damage = (file: string) => void | Promise<void>;

export const DAMAGES: Readonly<Record<string, Damage>> = {
  'half gone': (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2)),
  'without its last byte': (file) => truncateSync(file, Math.max(0, readFileSync(file).length - 1)),
  zeroed: (file) => writeFileSync(file, Buffer.alloc(readFileSync(file).length)),
  empty: (file) => truncateSync(file, 0),
  'other bytes': (file) =>
    writeFileSync(file, Buffer.from(Array.from({ length: 999 }, (_, n) => (n * 167 + 13) % 256))),
  'text that is nothing of ours': (file) => writeFileSync(file, '{"some": ["other", "JSON"]}\n'),
  'JSON null': (file) => writeFileSync(file, 'null'),
  'a folder of its name': (file) => {
    rmSync(file);
    mkdirSync(file);
  },
  'a link to nowhere': (file) => {
    rmSync(file);
    symlinkSync('/nowhere/at/all', file);
  },
  'a Parquet file of other columns': (file) => parquet(file, "select 1 as a, 'b' as c"),
  'a Parquet file of other types': (file) =>
    parquet(file, "select 'x' as site, 'y' as day, 'z' as outcome, 'v' as visitors, 'p' as path"),
  'one flipped bit': (file) => {
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 16;
    writeFileSync(file, bytes);
  },
  'a file in the place of its folder': (file) => {
    rmSync(dirname(file), { recursive: true });
    writeFileSync(dirname(file), 'x');
  },
};

async function parquet(file: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (${sql}) to '${file}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
}

/**
 * Arguments of each command that reads the data folder of this machine; `check` and `demo` post to a server and read
 * none.
 */
export const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'report --inside': ['report', '--inside', '--json'],
  report: ['report', '--json'],
  status: ['status', '--json'],
  query: [
    'query',
    'select (select sum(visitors) from days) as a, (select sum(visitors) from pages) as b, (select count(*) from releases) as c, (select sum(items) from completeness) as d',
    '--format',
    'json',
  ],
  plan: ['plan', '--json'],
  budget: ['budget', '--json'],
  live: ['live', '--json'],
  seal: ['seal', '--json'],
  release: ['release', '--json'],
  settle: ['settle', '--json'],
};

/** Returns the first file of a kind, relative to the data folder. */
export function fileOf(data: string, { name, file }: Kind): string {
  const found = readdirSync(data, { recursive: true, encoding: 'utf8' })
    .map((one) => one.replaceAll('\\', '/'))
    .toSorted()
    .find((one) => file.test(one));
  if (found === undefined) throw new Error(`no file is ${name}`);
  return found;
}

/** The names under which a damaged file may be reported: its own, or that of a part of its path. */
export function namesOf(file: string): readonly string[] {
  return [basename(file), dirname(file), file];
}
