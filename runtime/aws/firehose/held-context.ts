/** What is known when held-up rows are looked at: the day, the sites. It may not look at a row. */
import type { DeployedConfig } from '#core/config/deployed-config';
import type { ReplaceContext } from '#core/seal/replace-late';
import { Zone } from '#core/time/zone';
import { random128 } from '#runtime/node/keyed-hash';

/** The context of each instant that `clock` (ms) shows. */
export function heldContext(config: DeployedConfig, clock: () => number): () => ReplaceContext {
  const zone = new Zone(config.timeZone);
  const sites = new Set(config.sites.map(({ id }) => id));
  return () => ({ today: zone.day(clock()), isSite: (id) => sites.has(id), random128 });
}
