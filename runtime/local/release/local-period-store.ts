/** The store of one release in a data directory, over its own DuckDB. */
import type { DuePeriod } from '#core/disclosure/due-releases';
import { namesOfMonth, type SealWithNames } from '#core/disclosure/listed-names';
import type { PeriodStore } from '#core/release/release-store';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { holdFacts } from '../lake/hold-facts.ts';
import { mergedDays } from '../lake/merged-days.ts';
import { openSeals } from '../lake/open-lake.ts';
import { readSealRows, readSealedDaysNow } from '../lake/recorded-seals.ts';
import { crashPoint } from '../seal/crash-point.ts';
import { readNames } from '../seal/kept-names.ts';
import { keepDrawnRelease, publishDrawnRelease, readDrawnRelease } from './release-files.ts';

/** Opens the store of a due period; the caller closes it. */
export async function openPeriod(data: DataDir, due: DuePeriod): Promise<PeriodStore> {
  return periodStore(data, due, await openSeals(data));
}

function periodStore(data: DataDir, { site, period, from, to, days }: DuePeriod, db: DuckDb): PeriodStore {
  return {
    readDrawn: async () => readDrawnRelease(data, site, period),
    readSeals: async () => ({
      days: await readSealRows(db, { site, from: days[0] ?? from, to: days.at(-1) ?? to }),
      merged: await mergedDays(db, site),
    }),
    readListedNames: async () => {
      const rows = await readSealRows(db, { site, from: days[0] ?? from, to: days.at(-1) ?? to });
      const digest = namesOfMonth(rows as readonly unknown[] as readonly SealWithNames[], site, from);
      return digest === undefined ? undefined : readNames(data, digest);
    },
    openFacts: async (facts) => {
      // Only the days whose budget was booked: another may have been sealed since, and merged rows belong to no single
      // day.
      await holdFacts(db, data, facts, { site, stretches: days.map((day) => ({ from: day, to: day })) });
      return db;
    },
    readSealedDays: () => readSealedDaysNow(db, data, { site, from, to }),
    keep: async (release) => {
      keepDrawnRelease(data, release);
      return release;
    },
    publish: (release) => publishDrawnRelease(db, data, release),
    onStep: (step) => {
      crashPoint(`release-${step}`);
    },
    close: () => {
      db.close();
    },
  };
}
