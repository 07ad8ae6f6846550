/**
 * Computes what `headcount status` shows of a deployment: sealed days and waiting items, rounded down to hundreds, so
 * that watching the status reveals no times. It may not read a salt: only the collector's role may.
 */
import type { Config } from '#core/config/schema';
import { OUTCOMES } from '#core/event/outcomes';
import type { QueryEngine } from '#core/ports/query-engine';
import type { LakeStatus, StatusDay } from '#core/operator/status-view';
import { arrivalDates } from './arrival-dates.ts';
import type { Objects } from './objects.ts';

export interface StatusSource {
  /** Engine over the views. */
  readonly views: QueryEngine;
  /** Engine over arrivals, in the pipeline's work group. */
  readonly scratch: QueryEngine;
  readonly arrivals: Objects;
}

/** Computes the status of a deployment. */
export async function lakeStatus(
  { views, scratch, arrivals }: StatusSource,
  config: Config,
): Promise<LakeStatus> {
  const seals = await views.rows(
    'select site, period, sealed_on, keyings from seals where length(period) = 10 order by period, site',
  );
  const counts = await views.rows(
    'select site, day, outcome, cast(sum(items) as bigint) as items from completeness group by site, day, outcome',
  );
  const outcomesByDay = new Map<string, Record<string, number>>();
  for (const row of counts) {
    const counted = outcomesByDay.get(key(row['site'], row['day'])) ?? {};
    counted[String(row['outcome'])] = Number(row['items']);
    outcomesByDay.set(key(row['site'], row['day']), counted);
  }
  const sealedDays = seals.map((row): StatusDay => {
    const counted = outcomesByDay.get(key(row['site'], row['period'])) ?? {};
    const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counted[outcome] ?? 0]));
    return {
      site: String(row['site']),
      day: String(row['period']),
      sealed: true,
      ...(Number(row['keyings'] ?? 0) > 1 ? { doubled: true } : {}),
      received: Object.values(outcomes).reduce((sum, items) => sum + items, 0),
      outcomes,
    };
  });
  const isSealed = new Set(sealedDays.map((entry) => key(entry.site, entry.day)));
  const open = (await readWaitingItems(scratch, arrivals)).filter(
    (entry) => !isSealed.has(key(entry.site, entry.day)),
  );
  const lastSeal = seals.at(-1);
  return {
    sites: config.sites.map((site) => site.id),
    days: [
      ...sealedDays,
      ...open.map((entry): StatusDay => ({
        site: entry.site,
        day: entry.day,
        sealed: false,
        received: hundreds(entry.items),
      })),
    ].toSorted((a, b) => (key(a.site, a.day) < key(b.site, b.day) ? -1 : 1)),
    salts: null,
    waiting: hundreds(open.reduce((sum, entry) => sum + entry.items, 0)),
    lastSeal:
      lastSeal === undefined
        ? null
        : {
            day: String(lastSeal['period']),
            on:
              seals
                .map((row) => String(row['sealed_on']))
                .toSorted()
                .at(-1) ?? '',
          },
  };
}

async function readWaitingItems(
  scratch: QueryEngine,
  arrivals: Objects,
): Promise<readonly { readonly site: string; readonly day: string; readonly items: number }[]> {
  const dates = await arrivalDates(arrivals);
  if (dates === undefined) return [];
  const rows = await scratch.rows(
    'select site, day, cast(sum(coalesce(items, 1)) as bigint) as items from arrivals where dt >= ? and dt <= ? group by site, day',
    [dates.first, dates.last],
  );
  return rows.map((row) => ({
    site: String(row['site']),
    day: String(row['day']),
    items: Number(row['items']),
  }));
}

const key = (site: unknown, day: unknown) => `${String(day)} ${String(site)}`;
const hundreds = (rows: number) => Math.floor(rows / 100) * 100;
