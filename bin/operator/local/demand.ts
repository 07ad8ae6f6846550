/** The demand for topics on this machine, from the released objects of the two sides. */
import { resolve } from 'node:path';
import type { Demand } from '#core/demand/merge-demand';
import { openDemand } from '#runtime/local/demand/read-demand';
import type { LocalContext } from './local-context.ts';

/** A file that cannot be used is named on stderr, and the other one answers. */
export function readDemand({ config, configFolder, data, note }: LocalContext): Demand {
  return openDemand({
    data,
    registerDemand: resolve(configFolder, config.demand.register),
    warn: (text) => note(`headcount: ${text}`),
  })();
}
