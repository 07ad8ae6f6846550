/**
 * Shuts a server down in bounded time: open requests are answered, acknowledged events are on disk, child processes
 * have ended.
 */
import type { Server } from 'node:http';
import type { Engine } from '../engine/engine.ts';
import type { Journal } from '../journal/journal.ts';
import { withinTimeLimit } from '../time-limit.ts';
import type { ClockWatch } from './clock-watch.ts';
import type { Conversion } from './conversion.ts';
import type { SealSchedule } from './seal-schedule.ts';
import type { Timers } from './timers.ts';

const CONNECTIONS_LIMIT_MS = 5_000;
const JOURNAL_LIMIT_MS = 8_000;
const CONVERT_LIMIT_MS = 8_000;
const SEAL_LIMIT_MS = 6_000;
const ENGINE_LIMIT_MS = 3_000;

export interface ServerParts {
  readonly server: Server;
  readonly timers: Timers;
  readonly watch: ClockWatch;
  readonly journal: Journal;
  readonly conversion: Conversion;
  readonly seal: SealSchedule;
  readonly engine: Engine;
}

/** Shuts down; resolves when everything has ended. Segments are in Parquet if there was time. */
export async function shutDown({
  server,
  timers,
  watch,
  journal,
  conversion,
  seal,
  engine,
}: ServerParts): Promise<void> {
  timers.stop();
  watch.look();
  watch.write();
  await closeConnections(server);
  await attempt(journal.close(), JOURNAL_LIMIT_MS);
  await attempt(conversion.run(), CONVERT_LIMIT_MS);
  await Promise.all([attempt(seal.stop(), SEAL_LIMIT_MS), engine.stop(ENGINE_LIMIT_MS)]);
}

/** Runs one step; a failure or a timeout does not affect the others. */
async function attempt(step: Promise<void>, limitMs: number): Promise<void> {
  await withinTimeLimit(step, limitMs).catch(() => undefined);
}

/** Waits for connections to become idle as their last requests are answered; closes the rest at the timeout. */
async function closeConnections(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const patience = setTimeout(() => server.closeAllConnections(), CONNECTIONS_LIMIT_MS);
  await closed;
  clearTimeout(patience);
  clearInterval(idle);
}
