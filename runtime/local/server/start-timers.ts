/** Registers the server's recurring tasks; each belongs to the part that owns it. */
import type { Zone } from '#core/time/zone';
import { descriptorLimit } from '#runtime/node/descriptor-limit';
import type { DataDir } from '../data-dir.ts';
import { sweepIdleImports } from '../import/sweep-imports.ts';
import type { Journal } from '../journal/journal.ts';
import type { CurrentKey } from '../salts/current-key.ts';
import type { ClockWatch } from './clock-watch.ts';
import type { Conversion } from './conversion.ts';
import type { ServerLoad } from './http-server.ts';
import type { HourlyCounts } from './hourly-counts.ts';
import type { LoopDelay } from './loop-delay.ts';
import { answerRollRequest } from './answer-roll-request.ts';
import type { SealSchedule } from './seal-schedule.ts';
import type { SealedDays } from './sealed-days.ts';
import type { Timers } from './timers.ts';

export interface TimedParts {
  readonly data: DataDir;
  readonly zone: Zone;
  readonly clock: () => number;
  readonly watch: ClockWatch;
  readonly key: CurrentKey;
  readonly journal: Journal;
  readonly conversion: Conversion;
  readonly sealedDays: SealedDays;
  readonly seal: SealSchedule;
  readonly load: ServerLoad;
  readonly counts: HourlyCounts;
  readonly delay: LoopDelay;
  /** Logs what has changed at /healthz. */
  readonly reportProblems: () => void;
}

/** Starts every recurring task; `timers.stop()` ends them. */
export function startTimers(timers: Timers, parts: TimedParts): void {
  const { data, zone, clock, watch, key, journal, conversion, sealedDays, seal, load } = parts;
  const { counts, delay } = parts;
  timers.every(1_000, 'salt', () => key.tick(zone.day(clock()), clock()));
  timers.every(1_000, 'journal', () => journal.tick());
  timers.every(1_000, 'journal limit', () => journal.checkStall());
  timers.every(1_000, 'health', parts.reportProblems);
  timers.every(1_000, 'conversion', () => conversion.tick());
  timers.every(1_000, 'bodies', () => load.bodies.tick());
  timers.every(1_000, 'connections', () => load.connections.tick());
  timers.every(1_000, 'counts', () => counts.tick(clock()));
  timers.every(1_000, 'event loop', () => delay.tick(performance.now(), 1_000));
  timers.every(10_000, 'descriptors', () =>
    load.connections.fitTo(descriptorLimit() ?? Number.POSITIVE_INFINITY),
  );
  timers.every(60_000, 'sealed days', () => sealedDays.refresh(clock()));
  // Salts of an abandoned import are deleted after 24 hours, whether or not anybody runs a command.
  timers.every(60_000, 'imports', async () => {
    await sweepIdleImports(data, clock());
  });
  timers.every(2_000, 'seal', () => seal.tick(watch.look()));
  timers.every(100, 'roll', () => answerRollRequest(data, journal, conversion));
}
