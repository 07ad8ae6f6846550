/**
 * Ships a lake of the local mode to the places that AWS would use: the same Parquet, pointers to it, and seals,
 * calendar and releases as JSON. It may not change a row.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RELEASES, releaseRows } from '#core/disclosure/release-columns';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { CALENDAR, SEALS } from '#core/facts/lake-columns';
import { FACTS } from '#queries/facts/catalogue';
import type { DataDir } from '#runtime/local/data-dir';
import type { Engines } from './engines.ts';

/**
 * Ships the lake, which `engines.duckdb` holds as openLake opens it. Returns the periods for which each table has
 * partitions.
 */
export async function shipLake(
  engines: Engines,
  data: DataDir,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const periods: Record<string, readonly string[]> = {};
  for (const { name, folder, prefix } of [
    ...FACTS.map((fact) => ({
      name: fact.name,
      folder: join(data.facts, fact.name),
      prefix: `facts/${fact.name}`,
    })),
    { name: 'completeness', folder: data.completeness, prefix: 'completeness' },
  ]) {
    periods[name] = existsSync(folder)
      ? readdirSync(folder)
          .filter((one) => one.startsWith('period='))
          .map((one) => one.slice(7))
          .toSorted()
      : [];
    for (const period of periods[name] ?? []) {
      const place = `${prefix}/period=${period}/run`;
      for (const file of readdirSync(join(folder, `period=${period}`)).filter((one) =>
        one.endsWith('.parquet'),
      ))
        await engines.put('facts', `${place}/${file}`, readFileSync(join(folder, `period=${period}`, file)));
      await engines.partition(name, period, place);
    }
  }
  const seals = await engines.duckdb.rows(
    `select ${SEALS.map((column) => `s.${column.name}`).join(', ')}, (s.site, s.period) in (select (site, period) from lake_shown) as breakdowns from seals s`,
  );
  const calendar = await engines.duckdb.rows(
    `select ${CALENDAR.map((column) => column.name).join(', ')} from calendar`,
  );
  await engines.put('facts', 'seals/seals.jsonl', jsonLines(seals));
  await engines.put('facts', 'calendar/calendar.jsonl', jsonLines(calendar));
  const released = storedReleases(data);
  for (const period of new Set(released.map((one) => one.period))) {
    for (const one of released.filter((release) => release.period === period))
      await engines.put(
        'facts',
        `releases/rows/period=${period}/${one.site}.jsonl`,
        jsonLines(releaseRows(one).map(withoutPeriod)),
      );
    await engines.partition('releases', period, `releases/rows/period=${period}`);
  }
  return { ...periods, releases: [...new Set(released.map((one) => one.period))].toSorted() };
}

/** Every release of the lake. */
export function storedReleases(data: DataDir): readonly StoredRelease[] {
  if (!existsSync(data.releases)) return [];
  return readdirSync(data.releases)
    .filter((name) => name.startsWith('period='))
    .flatMap((folder) =>
      readdirSync(join(data.releases, folder))
        .filter((name) => name.endsWith('.json'))
        .map((name) => JSON.parse(readFileSync(join(data.releases, folder, name), 'utf8')) as StoredRelease),
    );
}

const jsonLines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const withoutPeriod = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    RELEASES.filter((column) => column.name !== 'period').map(({ name }) => [name, row[name]]),
  );
