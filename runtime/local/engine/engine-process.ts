/**
 * The engine: a child process with DuckDB and memory of its own, so that collecting never waits for it. It reads files
 * only and ends when its parent does. It may not print a row, or the text of an error that could hold one.
 */
import { endOnFault } from '#runtime/node/end-on-fault';
import { dataDir } from '../data-dir.ts';
import { LiveViewKeeper } from '../live/live-view-keeper.ts';
import type { Catalogue } from '../live/snapshot.ts';
import { openDuckDb, type DuckDb } from '../duckdb/open-duckdb.ts';
import { perform } from './tasks.ts';
import { laneOf, type EngineLane, type EngineSetup, type FromEngine, type ToEngine } from './messages.ts';

let setup: EngineSetup | undefined;
let live: LiveViewKeeper | undefined;
/** A lane has a database of its own, so that neither waits for the other's memory. */
const databases: Partial<Record<EngineLane, Promise<DuckDb>>> = {};
const work: Record<EngineLane, Promise<void>> = { live: Promise.resolve(), files: Promise.resolve() };

/** For a segment of 64 MiB at a time. */
const FILES_MEMORY = '256MB';

function tell(message: FromEngine): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

async function answer(message: Extract<ToEngine, { type: 'task' }>): Promise<void> {
  const lane = laneOf(message.task);
  try {
    if (setup === undefined || live === undefined) throw new Error('asked before it was set up');
    const data = dataDir(setup.data);
    const memoryLimit = lane === 'live' ? setup.memoryLimit : FILES_MEMORY;
    databases[lane] ??= openDuckDb({ memoryLimit, scratch: data.scratch });
    tell({
      type: 'done',
      id: message.id,
      answer: await perform(message.task, message.ask, {
        db: await databases[lane],
        data,
        config: setup.config,
        live,
      }),
    });
  } catch (error) {
    if (process.env['HEADCOUNT_DEBUG'] === '1') process.stderr.write(`${String((error as Error).stack)}\n`);
    tell({ type: 'failed', id: message.id, fault: error instanceof Error ? error.name : 'unknown' });
    // DuckDB takes no more work after a fatal error (as a disk that fails under it): a new process begins afresh.
    if (/fatal|invalidated/i.test(String(error))) process.exit(1);
    databases[lane]?.catch(() => {
      delete databases[lane];
    });
  }
}

/** A conversion holds a lock and is finished first; a view that nobody will see is cut short. */
async function end(): Promise<void> {
  await Promise.allSettled([databases.live?.then((db) => db.close()), work.files]);
  await Promise.allSettled([databases.files?.then((db) => db.close())]);
  process.exit(0);
}

/** Answers the parent until it goes; called once, by the program that has the catalogue of facts and reports. */
export function serveEngine(catalogue: Catalogue): void {
  endOnFault('the engine');
  live = new LiveViewKeeper(catalogue);
  process.on('message', (message: ToEngine) => {
    if (message.type === 'task') {
      const lane = laneOf(message.task);
      work[lane] = work[lane].then(() => answer(message));
      return;
    }
    if (message.type === 'setup') setup = message.setup;
    tell({ type: 'alive' });
  });
  process.on('disconnect', () => void end());
  // Ctrl-C reaches the whole group; the server decides when the engine ends.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
}
