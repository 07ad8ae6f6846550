/** Names of releases on this machine: lists them, keeps decisions, and rewrites the pages. */
import { join } from 'node:path';
import { decideNames } from '#core/names/decide-names';
import { CannotError } from '#core/operator/failures';
import type { NamesOutcome, NamesRequest } from '#core/operator/names-request';
import { Zone } from '#core/time/zone';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { LockHeldError } from '#runtime/local/lock';
import { appendDecisions, localDecisions } from '#runtime/local/release/name-decisions';
import { publishMonths } from '#runtime/local/release/publish-months';
import { readMonthlyReleases } from '#runtime/local/release/release-files';
import { loadCompiledConfig } from '#runtime/node/load-config';
import type { LocalContext } from './local-context.ts';
import { processOf } from './process-of.ts';

export async function names(context: LocalContext, request: NamesRequest): Promise<NamesOutcome> {
  const { data } = context;
  const config = loadCompiledConfig(context.config, context.configFolder);
  try {
    return await decideNames(
      {
        readMonths: async (site) => readMonthlyReleases(data, site),
        readDecisions: () => localDecisions(data).read(),
        decide: async (decisions) => {
          const on = new Zone(context.config.timeZone).day(Date.now());
          if (decisions.length > 0) await appendDecisions(data, { version: 1, on, decisions });
          const pages = await publishMonths(data, config, request.sites, {
            reports: REPORTS,
            measures: RELEASED_TABLES,
          });
          return pages.map((page) => join(data.reports, page));
        },
      },
      config,
      request,
    );
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error;
    throw new CannotError(`a release is running on ${data.root}${processOf(error)}: wait for it`);
  }
}
