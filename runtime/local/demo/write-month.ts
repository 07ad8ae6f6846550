/**
 * Writes a month of simulated visitors as arrivals: each through the collector's own steps, under a key of its day that
 * is never written. It may not run in a folder that holds anybody else's events: the caller has checked the mark.
 */
import { randomBytes } from 'node:crypto';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { collect } from '#core/collect/collect';
import type { CompiledConfig } from '#core/config/compile';
import { knownTruth, type KnownTruth } from '#core/demo/known-truth';
import type { SimulatedDay } from '#core/demo/simulate-month';
import type { SimulatedRequest } from '#core/demo/simulate-visitors';
import { toJsonLine, type JsonLines } from '#core/event/anonymous-event';
import { addDays } from '#core/time/zone';
import { createDayKey, random128 } from '#runtime/node/keyed-hash';
import type { DataDir } from '../data-dir.ts';
import { openDuckDb } from '../duckdb/open-duckdb.ts';
import { ArrivalsWriter, publish, sweepArrivals } from '../import/arrivals-writer.ts';

export interface MonthToWrite {
  readonly data: DataDir;
  readonly config: CompiledConfig;
  readonly days: Iterable<SimulatedDay>;
  /** Names the files: those of an interrupted run are replaced. */
  readonly id: string;
  /** Days of which nothing is written any more. */
  readonly sealedDays: ReadonlySet<string>;
  readonly onDay?: (day: string) => void;
}

/** What the visitors of a day add up to. */
export type TrueDay = KnownTruth & { readonly day: string };

/** Events per request, as `headcount demo` sends them. */
const BATCH_SIZE = 100;

/** Returns what the visitors of each day add up to, once the rows of all days that are not sealed are on disk. */
export async function writeMonth(month: MonthToWrite): Promise<readonly TrueDay[]> {
  const { data, id, sealedDays } = month;
  sweepArrivals(data, (fileId) => fileId === id);
  const db = await openDuckDb({ memoryLimit: '512MB', scratch: data.scratch });
  try {
    const writer = new ArrivalsWriter(data, db, id);
    const truths: TrueDay[] = [];
    for (const { day, requests } of month.days) {
      truths.push({ day, ...knownTruth(requests) });
      if (!sealedDays.has(day)) {
        const lines = collectDay(month, day, requests);
        writer.add(day, Buffer.from(lines.join('')) as unknown as JsonLines, lines.length);
      }
      month.onDay?.(day);
    }
    publish(data, await writer.cut());
    return truths;
  } finally {
    db.close();
  }
}

/** Collects a day's requests at its last instant, as events that a server with the site's key sends. */
function collectDay(
  { config }: MonthToWrite,
  day: string,
  requests: readonly SimulatedRequest[],
): readonly string[] {
  const key = random128();
  const salt = randomBytes(32);
  const dayKey = createDayKey(day, salt);
  salt.fill(0);
  const context = {
    config,
    now: config.zone.startOfDay(addDays(day, 1)) - 1,
    dayKey,
    random128,
    country: () => undefined,
    derived: new DerivedCache(),
    isSealed: () => false,
    keyMatches: (_site: string, presented: string) => presented === key,
  };
  const lines: string[] = [];
  for (let start = 0; start < requests.length; start += BATCH_SIZE) {
    const { events, status } = collect(requestOf(requests.slice(start, start + BATCH_SIZE), key), context);
    if (status !== 202) throw new RangeError(`the collector refuses simulated visitors (${status})`);
    lines.push(...events.map((event) => `${toJsonLine(event)}\n`));
  }
  dayKey.wipe();
  return lines;
}

function requestOf(requests: readonly SimulatedRequest[], key: string) {
  const headers: Readonly<Record<string, string>> = {
    'content-type': 'application/json',
    authorization: `Bearer ${key}`,
  };
  const events = requests.map(({ instantMs, event, visitor }) => ({
    ...event,
    ip: visitor.ip,
    user_agent: visitor.userAgent,
    country: visitor.country,
    time: new Date(instantMs).toISOString(),
    ...(visitor.kind === 'opted_out' ? { opted_out: true } : {}),
  }));
  return {
    method: 'POST',
    path: '/v1/events',
    query: '',
    peer: '127.0.0.1',
    header: (name: string) => headers[name],
    body: new TextEncoder().encode(JSON.stringify({ events })),
  };
}
