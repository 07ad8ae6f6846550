/**
 * Publishes the released months and demand of a deployment; core/release decides what is published. Concurrent runs do
 * no harm.
 */
import type { CompiledConfig } from '#core/config/compile';
import { rulesBySite } from '#core/names/name-rules';
import { publishDemand } from '#core/release/publish-demand';
import {
  publishMonths as publishFrom,
  type MonthFiles,
  type MonthToPublish,
  type PublishOutcome,
  type PublishRun as PublishFrom,
} from '#core/release/publish-months';
import type { PublishedCatalogue } from '#runtime/node/publish/month-files';
import { digestNames } from '#runtime/node/publish/name-mark-digest';
import { awsDecisions } from '../release/name-decisions.ts';
import { awsPageStore, type PagePlace } from './aws-page-store.ts';

export interface PublishRun extends PagePlace {
  readonly config: CompiledConfig;
  readonly catalogue: PublishedCatalogue;
  readonly monthFiles: (month: MonthToPublish, catalogue: PublishedCatalogue) => Promise<MonthFiles>;
  readonly index: PublishFrom['makeIndex'];
  /**
   * One month, YYYY-MM, to publish again from its releases. @default those that are missing or show other names than
   * may be shown now
   */
  readonly month?: string;
}

/** Publishes the released demand, then the months that need it, or the one that is named. */
export async function publishMonths(run: PublishRun): Promise<PublishOutcome> {
  const { config, catalogue, monthFiles, index, month } = run;
  const store = awsPageStore(run);
  const { source } = config;
  await publishDemand(store, source.sites);
  const namesOf = rulesBySite(config, await awsDecisions(run.facts).read());
  return await publishFrom({
    store,
    config: source,
    sites: source.sites,
    namesOf: ({ id }) => namesOf(id),
    digest: digestNames,
    makeFiles: (releasedMonth) => monthFiles(releasedMonth, catalogue),
    makeIndex: index,
    ...(month === undefined ? {} : { month }),
  });
}
