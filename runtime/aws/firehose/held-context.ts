/** The context in which delayed rows are judged: the day and the sites. */
import type { DeployedConfig } from '#core/config/deployed-config';
import type { ReplaceContext } from '#core/seal/replace-late';
import { Zone } from '#core/time/zone';
import { random128 } from '#runtime/node/keyed-hash';

/** Returns a function that creates the context at the instant that `clock` (ms) shows. */
export function heldContext(config: DeployedConfig, clock: () => number): () => ReplaceContext {
  const zone = new Zone(config.timeZone);
  const sites = new Set(config.sites.map(({ id }) => id));
  return () => ({ today: zone.day(clock()), isSite: (id) => sites.has(id), random128 });
}
