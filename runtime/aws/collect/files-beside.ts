/** Reads the files beside the collector's bundle: configuration, tracker, country database. */
import { join } from 'node:path';
import type { DeployedConfig } from '#core/config/deployed-config';
import { countryLookup } from '#runtime/node/country-lookup';
import { readConfigBeside } from '#runtime/node/files-beside';
import { trackerTexts } from '#runtime/node/tracker-versions';
import { BESIDE } from '../env.ts';
import type { Warnings } from '../warnings.ts';

export interface FilesBeside {
  readonly config: DeployedConfig;
  readonly tracker: () => string;
  readonly formerTracker: (version: string) => string | undefined;
  readonly country: (ip: string) => string | undefined;
}

/**
 * Reads headcount.json now and the others on first use; `folder` is the bundle's. Throws where headcount.json is
 * missing.
 */
export function filesBeside(folder: string, warnings: Warnings): FilesBeside {
  const config = readConfigBeside(folder);
  const trackers = trackerTexts(folder);
  let lookUp: ((ip: string) => string | undefined) | undefined;
  const open = (): ((ip: string) => string | undefined) => {
    try {
      return countryLookup(join(folder, BESIDE.country));
    } catch {
      warnings.warn('country_unavailable');
      return () => undefined;
    }
  };
  return {
    config,
    tracker: trackers.current,
    formerTracker: trackers.former,
    country: config.country === 'none' ? () => undefined : (ip) => (lookUp ??= open())(ip),
  };
}
