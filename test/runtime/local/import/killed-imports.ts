/**
 * Kills an import again and again until one completes, and reports what it left; for the short and the long fault test.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';

const CHILD = join(import.meta.dirname, 'import-child.mjs');

/**
 * Runs an import that kills itself just before its `step`-th change on disk. Returns whether it got that far; otherwise
 * the number of changes, and which of them make a file visible.
 */
export async function importKilledAt(
  data: string,
  log: string,
  rows: number,
  step: number,
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly killed: boolean; readonly steps: number; readonly publishing: readonly number[] }> {
  const child = spawn(process.execPath, [CHILD, data, log, String(rows), String(step)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  let told = '';
  child.stderr.on('data', (text) => {
    told += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0 && code !== null) throw new Error(`the import ended with ${code}: ${told}`);
  if (code === null) return { killed: true, steps: step, publishing: [] };
  return { killed: false, ...(JSON.parse(told) as { steps: number; publishing: number[] }) };
}

/** Runs one import, killed after `delay` milliseconds if given. Returns its output, undefined if it was killed. */
export async function importOnce(
  data: string,
  log: string,
  rows: number,
  delay?: number,
  env: NodeJS.ProcessEnv = {},
): Promise<string | undefined> {
  const child = spawn(process.execPath, [CHILD, data, log, String(rows)], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
  let printed = '';
  child.stdout.on('data', (text) => {
    printed += text;
  });
  const kill = delay === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), delay);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(kill);
  if (code !== 0 && code !== null) throw new Error(`the import ended with ${code}`);
  return code === null ? undefined : printed;
}

/**
 * Returns the permitted outputs of an import if an undisturbed one prints `calm`: the same, and after a kill also every
 * line as a duplicate and nothing else, since the kill may have come when everything was counted and only the printing
 * was left.
 */
export function mayPrint(calm: object, kills: number): readonly object[] {
  const zeros = Object.fromEntries(
    Object.entries(calm).map(([name, value]) => [
      name,
      typeof value === 'number' ? 0 : Array.isArray(value) ? [] : {},
    ]),
  );
  const { lines } = calm as { lines: number };
  return kills === 0 ? [calm] : [calm, { ...zeros, lines, duplicate: lines }];
}

/**
 * Returns the content of arrivals without ids and keys: rows by every other column, and the number of visitors by day.
 */
export async function whatArrived(data: string): Promise<readonly unknown[]> {
  const db = await openDuckDb({ memoryLimit: '256MB', threads: 1, scratch: join(data, 'scratch', 'test') });
  try {
    const files = join(data, 'arrivals', '*', '*.parquet');
    const rows = await db.rows(
      'select * exclude (event_id, visitor, keying, dt, filename), dt as partition_day, count(*) as n from read_parquet(?, hive_partitioning = true, hive_types_autocast = false, filename = true) group by all order by all',
      [files],
    );
    const visitors = await db.rows(
      'select day, count(distinct visitor) as visitors, count(distinct event_id) as ids, count(distinct keying) as keyings, count(*) as n from read_parquet(?) group by day order by day',
      [files],
    );
    return [rows, visitors];
  } finally {
    db.close();
  }
}

/**
 * Returns names below the data directory that an import must not leave: files under a name that no reader looks at, and
 * salts elsewhere than where the imports of a day share one for a while, or without a time at which they end.
 */
export function leftBehind(data: string): readonly string[] {
  return ['arrivals', 'salts', 'state']
    .flatMap((name) =>
      existsSync(join(data, name))
        ? readdirSync(join(data, name), { recursive: true, encoding: 'utf8' })
        : [],
    )
    .filter(
      (name) =>
        name.endsWith('.tmp') ||
        (name.includes('.salt') &&
          !(
            /^import.\d{4}-\d{2}-\d{2}\.[a-z]+\.salt$/.test(name) &&
            existsSync(join(data, 'salts', name.replace(/salt$/, 'json')))
          )),
    );
}
