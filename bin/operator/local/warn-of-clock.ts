/**
 * Warns if the clock seems wrong. Every command that destroys salts of ended days checks this first. It may not refuse:
 * the machine may just have been off.
 */
import { Zone } from '#core/time/zone';
import { describeClockDoubt } from '#runtime/local/salts/ended-days';
import type { LocalContext } from './local-context.ts';

/** Warns on stderr by default, even with `--quiet`: visitors that are not counted now never will be. */
export function warnOfClock({ config, data }: LocalContext, say = sayOnStderr): void {
  const doubt = describeClockDoubt(data, new Zone(config.timeZone).day(Date.now()));
  if (doubt !== undefined) say(`warning: ${doubt}`);
}

function sayOnStderr(message: string): void {
  process.stderr.write(`headcount: ${message}\n`);
}
