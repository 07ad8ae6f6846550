/** Checks the parts of the server for current problems. */
import type { Problem } from '#core/collect/health-answer';
import type { Zone } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import type { Engine } from '../engine/engine.ts';
import type { Journal } from '../journal/journal.ts';
import type { CurrentKey } from '../salts/current-key.ts';
import { isAnythingHeldBack } from '../seal/held-note.ts';
import type { ClockWatch } from './clock-watch.ts';
import type { Connections } from './connections.ts';
import type { Conversion } from './conversion.ts';
import { describeEngineProblem, findProblems } from './health.ts';
import type { LateEvents } from './late-events.ts';
import type { ProxyDoubts } from './proxy-doubts.ts';
import type { SealSchedule } from './seal-schedule.ts';
import type { Timers } from './timers.ts';

export interface CheckedParts {
  readonly data: DataDir;
  readonly zone: Zone;
  readonly clock: () => number;
  readonly key: CurrentKey;
  readonly engine: Engine;
  readonly conversion: Conversion;
  readonly journal: Journal;
  readonly late: LateEvents;
  readonly doubts: ProxyDoubts;
  readonly watch: ClockWatch;
  readonly seal: SealSchedule;
  readonly timers: Timers;
  readonly connections: Connections;
}

/** Returns the current problems, in the order of `PROBLEMS`. */
export function serverProblems(parts: CheckedParts): readonly Problem[] {
  const today = () => parts.zone.day(parts.clock());
  return findProblems({
    journal: () => parts.journal.fault !== undefined,
    clock_set_back: () => parts.key.problem === 'clock_set_back',
    clock_set_forward: () => parts.watch.wasSetForward,
    late_events: () => parts.late.wasSeenOn(today()),
    proxies: () => {
      const { failing, sentences } = parts.doubts.report(today());
      return failing && sentences.join('; ');
    },
    salt: () => parts.key.problem === 'disk',
    engine: () => describeEngineProblem(parts.engine, parts.conversion),
    segment: () => parts.conversion.hasUnreadableSegment,
    seal: () => parts.seal.failed.includes('seal'),
    release: () => parts.seal.failed.includes('release'),
    settle: () => parts.seal.failed.includes('settle'),
    connections: () => parts.connections.areShort,
    held_back: () => isAnythingHeldBack(parts.data),
    timers: () => parts.timers.failing.length > 0,
  });
}
