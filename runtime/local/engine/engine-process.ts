/**
 * The engine: a child process with its own DuckDB and its own memory, so that collecting never waits for it. It only
 * reads files and ends with its parent. It may not print a row, or the text of an error, which could contain one.
 */
import { endOnFault } from '#runtime/node/end-on-fault';
import { dataDir } from '../data-dir.ts';
import { LiveViewKeeper } from '../live/live-view-keeper.ts';
import type { Catalogue } from '../live/snapshot.ts';
import { openDuckDb, type DuckDb } from '../duckdb/open-duckdb.ts';
import { perform } from './tasks.ts';
import { laneOf, type EngineLane, type EngineSetup, type FromEngine, type ToEngine } from './messages.ts';

let setup: EngineSetup | undefined;
let liveView: LiveViewKeeper | undefined;
/** Each lane has its own database, so that neither waits for the other's memory. */
const databases: Partial<Record<EngineLane, Promise<DuckDb>>> = {};
const work: Record<EngineLane, Promise<void>> = { live: Promise.resolve(), files: Promise.resolve() };

/** Enough for one segment of 64 MiB. */
const FILES_MEMORY = '256MB';

function send(message: FromEngine): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

async function answer(message: Extract<ToEngine, { type: 'task' }>): Promise<void> {
  const lane = laneOf(message.task);
  try {
    if (setup === undefined || liveView === undefined) throw new Error('asked before it was set up');
    const data = dataDir(setup.data);
    const memoryLimit = lane === 'live' ? setup.memoryLimit : FILES_MEMORY;
    databases[lane] ??= openDuckDb({ memoryLimit, scratch: data.scratch });
    send({
      type: 'done',
      id: message.id,
      answer: await perform(message.task, message.ask, {
        db: await databases[lane],
        data,
        config: setup.config,
        live: liveView,
      }),
    });
  } catch (error) {
    if (process.env['HEADCOUNT_DEBUG'] === '1') process.stderr.write(`${String((error as Error).stack)}\n`);
    send({ type: 'failed', id: message.id, fault: error instanceof Error ? error.name : 'unknown' });
    // DuckDB accepts no work after a fatal error (such as a disk failure): a new process starts over.
    if (/fatal|invalidated/i.test(String(error))) process.exit(1);
    databases[lane]?.catch(() => {
      delete databases[lane];
    });
  }
}

/** Finishes a running conversion, which holds a lock, and interrupts a live view that nobody will see. */
async function end(): Promise<void> {
  await Promise.allSettled([databases.live?.then((db) => db.close()), work.files]);
  await Promise.allSettled([databases.files?.then((db) => db.close())]);
  process.exit(0);
}

/**
 * Serves the parent process until it disconnects. The program that has the catalogue of facts and reports calls it
 * once.
 */
export function serveEngine(catalogue: Catalogue): void {
  endOnFault('the engine');
  liveView = new LiveViewKeeper(catalogue);
  process.on('message', (message: ToEngine) => {
    if (message.type === 'task') {
      const lane = laneOf(message.task);
      work[lane] = work[lane].then(() => answer(message));
      return;
    }
    if (message.type === 'setup') setup = message.setup;
    send({ type: 'alive' });
  });
  process.on('disconnect', () => void end());
  // Ctrl-C reaches the whole group; the server decides when the engine ends.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
}
