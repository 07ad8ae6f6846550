/**
 * Every command that destroys salts of ended days asks here first whether the clock can be right. It may not refuse: a
 * machine may have been off.
 */
import { Zone } from '#core/time/zone';
import { clockDoubt } from '#runtime/local/salts/ended-days';
import type { LocalContext } from './local-context.ts';

/** A line on stderr, also with --quiet: visitors are lost for good. */
export function warnOfClock({ config, data }: LocalContext): void {
  const doubt = clockDoubt(data, new Zone(config.timeZone).day(Date.now()));
  if (doubt !== undefined) process.stderr.write(`headcount: warning: ${doubt}\n`);
}
