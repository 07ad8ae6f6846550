/** What `headcount status` tells: what is sealed, what waits, which salts live. Waiting items in hundreds, so that watching it tells no times. */
import type { Config } from '#core/config/schema';
import { OUTCOMES } from '#core/event/outcomes';
import type { LakeStatus, StatusDay } from '#core/report/lake-status';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { unconvertedSegments } from '../live/unsealed-arrivals.ts';
import { saltsAlive } from '../salts/salt-files.ts';
import type { ArrivalPart } from '#core/seal/arrival-part';
import { indexArrivals } from '../seal/arrival-index.ts';
import { openLake } from './open-lake.ts';
import { sqlText } from './parquet-scan.ts';

export async function lakeStatus(data: DataDir, config: Config): Promise<LakeStatus> {
  const db = await openLake(data, config, []);
  try {
    const sealed = await db.rows(
      'select site, period from seals where length(period) = 10 order by period, site',
    );
    const counts = await db.rows(
      'select site, day, outcome, sum(items) as items from completeness group by all',
    );
    const last = (
      await db.rows(
        'select max(period) as day, max(sealed_on) as sealed_on from seals where length(period) = 10',
      )
    )[0];
    const isSealed = new Set(sealed.map((row) => key(row['site'], row['period'])));
    const sealedDays = sealed.map((row): StatusDay => {
      const mine = counts.filter((one) => key(one['site'], one['day']) === key(row['site'], row['period']));
      const outcomes = Object.fromEntries(
        OUTCOMES.map((outcome) => [
          outcome,
          Number(mine.find((one) => one['outcome'] === outcome)?.['items'] ?? 0),
        ]),
      );
      return {
        site: String(row['site']),
        day: String(row['period']),
        sealed: true,
        received: Object.values(outcomes).reduce((sum, items) => sum + items, 0),
        outcomes,
      };
    });
    const parts = await indexArrivals(db, data);
    const open = byDay(parts.filter((part) => !isSealed.has(key(part.site, part.day))));
    const openDays = [...open.values()].flatMap((mine): StatusDay[] =>
      mine[0] === undefined
        ? []
        : [
            {
              site: mine[0].site,
              day: mine[0].day,
              sealed: false,
              received: hundreds(mine.reduce((sum, part) => sum + part.items, 0)),
            },
          ],
    );
    return {
      sites: config.sites.map((site) => site.id),
      days: [...sealedDays, ...openDays].toSorted((a, b) =>
        key(a.site, a.day) < key(b.site, b.day) ? -1 : 1,
      ),
      salts: saltsAlive(data).map((day) => ({ day })),
      waiting: hundreds(
        [...open.values()].flat().reduce((sum, part) => sum + part.items, 0) + (await journalItems(db, data)),
      ),
      lastSeal:
        typeof last?.['day'] === 'string' ? { day: last['day'], on: String(last['sealed_on']) } : null,
    };
  } finally {
    db.close();
  }
}

const key = (site: unknown, day: unknown) => `${String(day)} ${String(site)}`;

function byDay(parts: readonly ArrivalPart[]): Map<string, ArrivalPart[]> {
  const days = new Map<string, ArrivalPart[]>();
  for (const part of parts)
    days.set(key(part.site, part.day), [...(days.get(key(part.site, part.day)) ?? []), part]);
  return days;
}

function hundreds(rows: number): number {
  return Math.floor(rows / 100) * 100;
}

/** Items in the journal's segments; one may be converted while we look. */
async function journalItems(db: DuckDb, data: DataDir): Promise<number> {
  let items = 0;
  for (const segment of unconvertedSegments(data)) {
    const rows = await db
      .rows(
        `select cast(coalesce(sum(coalesce(items, 1)), 0) as bigint) as items from read_json(${sqlText(segment)}, format = 'newline_delimited', columns = {event_id: 'VARCHAR', items: 'INTEGER'}, ignore_errors = true, compression = 'uncompressed') where event_id is not null`,
      )
      .catch(() => []);
    items += Number(rows[0]?.['items'] ?? 0);
  }
  return items;
}
