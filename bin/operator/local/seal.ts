/** Seals days on this machine through runtime/local/seal, and explains its failures. */
import { totalmem } from 'node:os';
import { listedNames, type ListedNames } from '#core/disclosure/listed-names';
import { CannotError, UsageError } from '#core/operator/failures';
import type { SealOutcome, SealRequest } from '#core/operator/seal-request';
import { isOutOfSpace } from '#core/operator/system-faults';
import { LongSilenceError } from '#core/seal/long-silence';
import { SealMismatchError } from '#core/seal/reconcile';
import { TimeZoneChangedError } from '#core/seal/time-zone-changed';
import { addDays, Zone } from '#core/time/zone';
import { FACTS } from '#queries/facts/catalogue';
import { sweepIdleImports } from '#runtime/local/import/sweep-imports';
import { LockHeldError } from '#runtime/local/lock';
import { JournalBusyError } from '#runtime/local/seal/drain-journal';
import { sealDays } from '#runtime/local/seal/seal-days';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { loadSql } from '#runtime/node/package-root';
import type { LocalContext } from './local-context.ts';
import { processOf } from './process-of.ts';
import { warnOfClock } from './warn-of-clock.ts';

export async function seal(context: LocalContext, request: SealRequest): Promise<SealOutcome> {
  const today = new Zone(context.config.timeZone).day(Date.now());
  const through = lastDay(request.through, today);
  const listed = listedBy(context);
  warnOfClock(context);
  // An import abandoned for 24 hours must not keep its salts nor hold its days open.
  await sweepIdleImports(context.data, Date.now());
  try {
    const result = await sealDays({
      through,
      today,
      byClock: request.byClock,
      // The server vouches for no day after the one it asks for; a person's clock is trusted.
      retentionDay: request.byClock ? addDays(through, 1) : today,
      throughUnconfirmed: request.through === undefined,
      data: context.data,
      config: context.config,
      listed,
      facts: FACTS,
      loadSql,
      memoryLimit: memoryLimit(),
      onSealed: (day, completed, count) => {
        if (process.stderr.isTTY) context.note(`sealed ${day} (${completed} of ${count})`);
      },
    });
    const { held: heldBack, ...counts } = result;
    return { ...counts, heldBack, through };
  } catch (error) {
    throw explain(error, context);
  }
}

/** Reads what each site lists. Throws a ConfigError where a sitemap cannot be read: nothing is sealed then. */
export function listedBy({ config, configFolder }: LocalContext): (site: string) => ListedNames | undefined {
  const compiled = loadCompiledConfig(config, configFolder);
  return (id) => {
    const site = compiled.site(id);
    return site === undefined ? undefined : listedNames(site);
  };
}

/** Half of the machine's memory, at most 3 GiB. */
export function memoryLimit(): string {
  const mebibytes = Math.floor(Math.min(3 * 1024, totalmem() / 1024 / 1024 / 2));
  return process.env['HEADCOUNT_SEAL_MEMORY'] ?? `${mebibytes}MiB`;
}

/** Returns the last day to seal. Throws a CannotError for a day that is not over. */
export function lastDay(through: string | undefined, today: string): string {
  const latest = addDays(today, -1);
  if (through !== undefined && through > latest)
    throw new CannotError(`${through} is not over yet: the latest complete day is ${latest}`);
  return through ?? latest;
}

/** Turns what a seal throws into an error that says what to do. */
export function explain(error: unknown, { data }: LocalContext): unknown {
  if (error instanceof LockHeldError)
    return new CannotError(`another seal is running on ${data.root}${processOf(error)}: wait for it`);
  if (error instanceof JournalBusyError)
    return new CannotError(`${error.message}: see its log, then seal again`);
  if (error instanceof TimeZoneChangedError) return new UsageError(error.message);
  if (error instanceof LongSilenceError) return new CannotError(error.message);
  if (error instanceof SealMismatchError)
    return new CannotError(`the books do not balance, nothing was deleted: ${error.message}`);
  if (isOutOfSpace(error))
    return new CannotError(
      'the disk or the memory is full; nothing was changed: free some space and seal again',
    );
  return error;
}
