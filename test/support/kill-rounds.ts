/**
 * Kills servers under load at random moments and reads what they left, for the short and the long form of the fault
 * test.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { convertLeft } from './convert-left.ts';
import { JournalLoad } from './journal-load.ts';
import { Place } from './program.ts';
import { until } from './until.ts';

export interface Counted {
  readonly acknowledged: number;
  /** Acknowledged paths that no row has. */
  readonly lost: readonly string[];
  /** Paths with more than one event_id: counted more than once. */
  readonly twice: readonly string[];
  /** Paths that were never sent. */
  readonly invented: readonly string[];
  /** Kills while a segment was being converted, or had become Parquet and was not yet deleted. */
  readonly duringConversion: number;
}

const CONFIG = { sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }] };

/**
 * In every second round the journal is told to roll, and the kill comes once there is a segment to convert, or some
 * events later.
 */
export async function killRounds(rounds: number, random: () => number): Promise<Counted> {
  const place = new Place(CONFIG);
  const load = new JournalLoad();
  const journal = join(place.data, 'journal');
  let duringConversion = 0;
  try {
    // Far from midnight, UTC: a retry on the next day is another event by definition.
    place.setClock('2026-03-10T12:00:00Z');
    for (let round = 0; round < rounds; round += 1) {
      const server = await place.start();
      load.start(server.url);
      await load.acknowledges(10 + random() * 100);
      if (round % 2 === 1) {
        writeFileSync(join(journal, 'roll'), '');
        await until(() => isClosed(journal) || !existsSync(join(journal, 'roll')));
        if (round % 4 === 3) await load.acknowledges(random() * 100);
      }
      if (isClosed(journal)) duringConversion += 1;
      await server.stop('SIGKILL');
      await load.stop();
    }
    const last = await place.start();
    load.start(last.url);
    await load.acknowledges(10);
    await load.stop();
    await last.stop('SIGTERM');
    // A server shuts down in bounded time and may leave segments of many rounds to its successor.
    await convertLeft(place);
    return { ...(await count(place, load)), duringConversion };
  } finally {
    place.dispose();
  }
}

/** Whether there is a segment that is closed for new lines. */
const isClosed = (journal: string) => readdirSync(journal).some((name) => name.endsWith('.jsonl'));

async function count(place: Place, load: JournalLoad): Promise<Omit<Counted, 'duringConversion'>> {
  const left = readdirSync(join(place.data, 'journal')).filter((name) => /\.(open|jsonl)$/.test(name));
  if (left.length > 0) throw new Error(`${left.length} segments were not converted`);
  if (!existsSync(join(place.data, 'arrivals'))) throw new Error('there are no arrivals');
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(place.folder, 'scan') });
  try {
    const rows = await db.rows(
      `select path, cast(count(distinct event_id) as bigint) as events from read_parquet('${place.data}/arrivals/*/*.parquet') group by path`,
    );
    const events = new Map(rows.map((row) => [String(row['path']), Number(row['events'])]));
    return {
      acknowledged: load.acknowledged.size,
      lost: [...load.acknowledged].filter((path) => !events.has(path)),
      twice: [...events].filter(([, ids]) => ids > 1).map(([path]) => path),
      invented: [...events.keys()].filter((path) => !load.acknowledged.has(path) && !load.unsure.has(path)),
    };
  } finally {
    db.close();
  }
}
