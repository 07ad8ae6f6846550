/**
 * Publishes the released months and demand of a deployment; core/release decides what is published. Concurrent runs do
 * no harm.
 */
import type { Config } from '#core/config/schema';
import { publishDemand } from '#core/release/publish-demand';
import {
  publishMonths as publishFrom,
  type MonthFiles,
  type MonthToPublish,
  type PublishOutcome,
  type PublishRun as PublishFrom,
} from '#core/release/publish-months';
import type { PublishedCatalogue } from '#runtime/node/publish/month-files';
import { awsPageStore, type PagePlace } from './aws-page-store.ts';

export interface PublishRun extends PagePlace {
  readonly config: Config;
  readonly catalogue: PublishedCatalogue;
  readonly monthFiles: (month: MonthToPublish, catalogue: PublishedCatalogue) => Promise<MonthFiles>;
  readonly index: PublishFrom['makeIndex'];
  /** One month, YYYY-MM, to publish again from its releases. @default those that are missing */
  readonly month?: string;
}

/** Publishes the released demand, then missing months, or the one that is named. */
export async function publishMonths(run: PublishRun): Promise<PublishOutcome> {
  const { config, catalogue, monthFiles, index, month } = run;
  const store = awsPageStore(run);
  await publishDemand(store, config.sites);
  return await publishFrom({
    store,
    config,
    sites: config.sites,
    makeFiles: (releasedMonth) => monthFiles(releasedMonth, catalogue),
    makeIndex: index,
    ...(month === undefined ? {} : { month }),
  });
}
