/**
 * Writes the last complete month of simulated visitors into a demo's data folder. It may run for the built-in demo
 * alone, and never beside anybody else's events.
 */
import { randomBytes } from 'node:crypto';
import { DEMO_CONFIG } from '#core/config/parse-config';
import { simulateMonth } from '#core/demo/simulate-month';
import { CannotError, UsageError } from '#core/operator/failures';
import { previousPeriod, periodAround } from '#core/report/period';
import { Zone } from '#core/time/zone';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import {
  claimFolder,
  readDemoMark,
  writeDemoMark,
  type SimulatedMonth,
} from '#runtime/local/demo/demo-folder';
import { writeMonth, type TrueDay } from '#runtime/local/demo/write-month';
import { sealedDays } from '#runtime/local/import/sealed-days';
import { LockHeldError, takeLock } from '#runtime/local/lock';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { loadCompiledConfig } from '#runtime/node/load-config';
import type { CommandContext } from '../../cli/context.ts';

export interface MonthRequest {
  readonly seed: number;
  /** Visitors of an average day. */
  readonly visitors: number;
  readonly onDay: (day: string) => void;
}

export interface WrittenMonth {
  readonly simulated: SimulatedMonth;
  /** What the visitors of each day add up to. */
  readonly days: readonly TrueDay[];
}

/**
 * Writes the month, or resumes it where it was interrupted; a month that exists already keeps its visitors. Throws a
 * UsageError unless the configuration is the built-in demo, and a CannotError where the folder holds other data.
 */
export async function writeDemoMonth(context: CommandContext, request: MonthRequest): Promise<WrittenMonth> {
  if (context.config !== DEMO_CONFIG)
    throw new UsageError(
      '--month fills the built-in demo site alone, and a configuration is in force: ' +
        'run it without --config, in a folder without headcount.json',
    );
  const data = dataDir(context.dataFolder);
  const zone = new Zone(context.config.timeZone);
  const simulated = claimMonth(data, request, zone.day(Date.now()));
  const lock = await takeLock(data, 'import').catch((error: unknown) => {
    if (!(error instanceof LockHeldError)) throw error;
    throw new CannotError(`another run fills ${data.root} at the moment: wait until it is done`);
  });
  try {
    const { seed, month, visitors, id } = simulated;
    return {
      simulated,
      days: await writeMonth({
        data,
        config: loadCompiledConfig(context.config, context.configFolder),
        days: simulateMonth({ seed, month, visitors, zone, origin: 'http://127.0.0.1:8787' }),
        id,
        sealedDays: new Set(await sealedDays(data, 'demo')),
        onDay: request.onDay,
      }),
    };
  } finally {
    lock.release();
  }
}

/** Marks the folder before anything is written, so that no simulated row is ever without the mark. */
function claimMonth(data: DataDir, { seed, visitors }: MonthRequest, today: string): SimulatedMonth {
  claimFolder(data, 'demo');
  const mark = readDemoMark(data);
  if (mark === undefined)
    throw new CannotError(
      `${data.root} holds data that is not the demo's, and simulated visitors are never mixed with others: name an empty directory with --data`,
    );
  if (mark.simulated !== undefined) return mark.simulated;
  const month = previousPeriod(periodAround('month', today)).from.slice(0, 7);
  const simulated = { month, seed, visitors, id: randomBytes(8).toString('hex') };
  prepareDataDir(data);
  writeDemoMark(data, { site: 'demo', simulated });
  return simulated;
}
