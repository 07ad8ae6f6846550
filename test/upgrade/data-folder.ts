/** The data folders of version 0.1.0, unpacked for a test, and the figures that commands print from them. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Place, ROOT } from '../support/program.ts';

const ARCHIVE = join(ROOT, 'test/data/data-folder-0.1.0.tar.gz');

/**
 * `sample`: a log that was imported, sealed, released and settled; `live`: the demo site's server after a kill, nothing
 * sealed.
 */
export type Folder = 'sample' | 'live';

/** Both folders were created on this day. */
export const MADE_ON = '2026-11-29';

let unpacked: string | undefined;

/** Both folders, unpacked once per process. */
function archive(): string {
  if (unpacked !== undefined) return unpacked;
  const folder = mkdtempSync(join(tmpdir(), 'headcount-fixture-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  execFileSync('tar', ['-xzf', ARCHIVE, '-C', folder, '--strip-components=1']);
  return (unpacked = folder);
}

/**
 * Returns a place whose data directory is a copy of the folder, with its configuration, at an instant after its
 * creation.
 */
export function placeOf(folder: Folder, iso: string): Place {
  const place = new Place();
  cpSync(join(archive(), folder), place.data, { recursive: true, preserveTimestamps: true });
  if (folder === 'sample')
    cpSync(join(archive(), 'sample.headcount.json'), join(place.folder, 'headcount.json'));
  place.setClock(iso);
  return place;
}

interface Report {
  readonly report: string;
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly { readonly name: string }[];
    readonly rows: readonly (readonly unknown[])[];
  }[];
}

/** Rows of each table by `REPORT.TABLE`; of later columns only the requested ones are kept. */
export type Tables = Readonly<
  Record<string, { readonly columns: readonly string[]; readonly rows: readonly unknown[] }>
>;

/** Returns the tables of reports as JSON, cut to the columns that `known` has for a table, if given. */
export function tablesOf(json: string, known?: Tables): Tables {
  const { reports } = JSON.parse(json) as { readonly reports: readonly Report[] };
  return Object.fromEntries(
    reports.flatMap(({ report, tables }) =>
      tables.map((table) => {
        const name = `${report}.${table.name}`;
        const columns = known?.[name]?.columns ?? table.columns.map((column) => column.name);
        const at = columns.map((column) => table.columns.findIndex((one) => one.name === column));
        return [name, { columns, rows: table.rows.map((row) => at.map((index) => row[index])) }];
      }),
    ),
  );
}

/** The tables as later versions order them: 0.1.0 showed `(other)` where its figure put it, now it comes last. */
export function otherLast(tables: Tables): Tables {
  const isOther = (row: unknown): boolean => Array.isArray(row) && row[0] === '(other)';
  return Object.fromEntries(
    Object.entries(tables).map(([name, { columns, rows }]) => [
      name,
      { columns, rows: [...rows.filter((row) => !isOther(row)), ...rows.filter(isOther)] },
    ]),
  );
}
