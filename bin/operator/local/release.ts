/** Draws due releases on this machine and publishes their months; runtime/local/release does the drawing. */
import { join } from 'node:path';
import { countWaiting } from '#core/names/name-book';
import { rulesBySite } from '#core/names/name-rules';
import { CannotError } from '#core/operator/failures';
import type { ReleaseOutcome, ReleaseRequest } from '#core/operator/release-request';
import { isOutOfSpace } from '#core/operator/system-faults';
import { Zone } from '#core/time/zone';
import { FACTS, RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { LockHeldError } from '#runtime/local/lock';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { localDecisions } from '#runtime/local/release/name-decisions';
import { publishMonths } from '#runtime/local/release/publish-months';
import { releaseDue } from '#runtime/local/release/release-due';
import { readReleases } from '#runtime/local/release/release-files';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { loadSql } from '#runtime/node/package-root';
import { createSystemBits } from '#runtime/node/random-bits';
import type { LocalContext } from './local-context.ts';
import { processOf } from './process-of.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';

export async function release(
  context: LocalContext,
  { sites, named }: ReleaseRequest,
): Promise<ReleaseOutcome> {
  const { config, data } = context;
  prepareDataDir(data);
  await refuseChangedZone(context);
  const compiled = loadCompiledConfig(config, context.configFolder);
  try {
    const { drawnPeriods, refusals, emptySites, doubledSites } = await releaseDue({
      data,
      config: compiled,
      facts: FACTS,
      loadSql,
      bits: createSystemBits(),
      today: new Zone(config.timeZone).day(Date.now()),
      sites,
      ...(named === undefined ? {} : { named }),
      onReleased: ({ site, period }, completed, count) => {
        if (process.stderr.isTTY) context.note(`released ${site} ${period} (${completed} of ${count})`);
      },
    });
    const pages = await publishMonths(data, compiled, sites, {
      reports: REPORTS,
      measures: RELEASED_TABLES,
    });
    const releases = new Map(sites.map((site) => [site, readReleases(data, site)]));
    const decisions = await localDecisions(data).read();
    return {
      drawnPeriods,
      refusals: refusals.map((error) => error.message),
      emptySites,
      doubledSites,
      releases,
      namesWaiting: countWaiting(releases, decisions, rulesBySite(compiled, decisions)),
      pages: pages.map((page) => join(data.reports, page)),
    };
  } catch (error) {
    throw explain(error, context);
  }
}

function explain(error: unknown, { data }: LocalContext): unknown {
  if (error instanceof LockHeldError)
    return new CannotError(`another release is running on ${data.root}${processOf(error)}: wait for it`);
  if (isOutOfSpace(error))
    return new CannotError(
      'the disk or the memory is full; what was drawn is kept: free some space and release again',
    );
  return error;
}
