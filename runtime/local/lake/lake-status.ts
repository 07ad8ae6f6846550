/**
 * Computes what `headcount status` shows: sealed days, waiting items, existing salts. Waiting items are rounded down to
 * hundreds, so that watching the status reveals no times.
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#core/config/schema';
import { OUTCOMES } from '#core/event/outcomes';
import { COMPLETENESS } from '#core/facts/lake-columns';
import type { HeldBack } from '#core/seal/held-back';
import type { LakeStatus, StatusDay } from '#core/operator/status-view';
import type { DataDir } from '../data-dir.ts';
import { readJournalBacklog } from '../journal/read-journal-backlog.ts';
import { listSaltDays } from '../salts/salt-files.ts';
import type { ArrivalPart } from '#core/seal/arrival-part';
import { openDuckDb } from '../duckdb/open-duckdb.ts';
import { heldBackBySegments } from '../seal/held-arrivals.ts';
import { readHeldBackNote } from '../seal/held-note.ts';
import { readOpenFiles } from '../seal/open-files.ts';
import { refuseOtherZone } from '../seal/read-sealed.ts';
import { parquetScan } from './parquet-scan.ts';

/** Computes the status of a data directory. */
export async function lakeStatus(data: DataDir, config: Config): Promise<LakeStatus> {
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: data.scratch });
  try {
    const { parts, heldBack } = await readOpenFiles(db, data, config);
    await refuseOtherZone(db, config.timeZone);
    const sealed = await db.rows(
      'select site, period, coalesce(keyings, 0) > 1 as doubled from sealed_before where length(period) = 10 order by period, site',
    );
    const counts = await db.rows(
      `select site, day, outcome, sum(items) as items from (${parquetScan(data.completeness, COMPLETENESS)}) group by all`,
    );
    const lastSeal = (
      await db.rows(
        'select max(period) as day, max(sealed_on) as sealed_on from sealed_before where length(period) = 10',
      )
    )[0];
    const isSealed = new Set(sealed.map((row) => key(row['site'], row['period'])));
    const sealedDays = sealed.map((row): StatusDay => {
      const dayCounts = counts.filter(
        (count) => key(count['site'], count['day']) === key(row['site'], row['period']),
      );
      const outcomes = Object.fromEntries(
        OUTCOMES.map((outcome) => [
          outcome,
          Number(dayCounts.find((count) => count['outcome'] === outcome)?.['items'] ?? 0),
        ]),
      );
      return {
        site: String(row['site']),
        day: String(row['period']),
        sealed: true,
        ...(row['doubled'] === true ? { doubled: true } : {}),
        received: Object.values(outcomes).reduce((sum, items) => sum + items, 0),
        outcomes,
      };
    });
    const open = byDay(parts.filter((part) => !isSealed.has(key(part.site, part.day))));
    const openDays = [...open.values()].flatMap((dayParts): StatusDay[] =>
      dayParts[0] === undefined
        ? []
        : [
            {
              site: dayParts[0].site,
              day: dayParts[0].day,
              sealed: false,
              received: hundreds(dayParts.reduce((sum, part) => sum + part.items, 0)),
            },
          ],
    );
    const journal = await readJournalBacklog(db, data);
    return {
      sites: config.sites.map((site) => site.id),
      days: [...sealedDays, ...openDays].toSorted((a, b) =>
        key(a.site, a.day) < key(b.site, b.day) ? -1 : 1,
      ),
      salts: listSaltDays(data).map((day) => ({ day })),
      waiting: hundreds([...open.values()].flat().reduce((sum, part) => sum + part.items, 0) + journal.items),
      held: withNoted(data, [...heldBack, ...heldBackBySegments(config, journal.unreadable)]),
      lastSeal:
        typeof lastSeal?.['day'] === 'string'
          ? { day: lastSeal['day'], on: String(lastSeal['sealed_on']) }
          : null,
    };
  } finally {
    db.close();
  }
}

/** Adds what the last seal noted, as long as the file exists: only a seal reads every row. */
function withNoted(data: DataDir, heldBack: readonly HeldBack[]): readonly HeldBack[] {
  const files = new Set(heldBack.map((entry) => entry.file));
  const noted = readHeldBackNote(data).filter(
    (entry) =>
      !files.has(entry.file) &&
      lstatSync(join(data.root, entry.file), { throwIfNoEntry: false }) !== undefined,
  );
  return [...heldBack, ...noted];
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
