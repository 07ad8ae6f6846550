/** Releases on AWS: invokes the release function, which draws, and the report function, which writes the pages. */
import type { StoredRelease } from '#core/disclosure/stored-release';
import { countWaiting } from '#core/names/name-book';
import { rulesBySite } from '#core/names/name-rules';
import type { ReleaseOutcome, ReleaseRequest } from '#core/operator/release-request';
import type { PublishOutcome } from '#core/release/publish-months';
import { awsDecisions } from '#runtime/aws/release/name-decisions';
import type { ReleaseAnswer, ReleaseEvent } from '#runtime/aws/release/release-event';
import { listPublishedPeriods, readReleases } from '#runtime/aws/release/release-objects';
import { loadCompiledConfig } from '#runtime/node/load-config';
import type { CommandContext } from '../../cli/context.ts';
import type { Deployment } from './deployment.ts';
import { invokeUntilDone } from './invoke.ts';

export async function release(
  context: CommandContext,
  { lambda, outputs, facts }: Deployment,
  { sites, named }: ReleaseRequest,
): Promise<ReleaseOutcome> {
  const event: ReleaseEvent = {
    by: 'operator',
    does: 'release',
    sites,
    ...(named === undefined ? {} : { named }),
  };
  const answers = (
    await invokeUntilDone<ReleaseAnswer>(lambda, outputs('ReleaseFunction'), event, context)
  ).flatMap((answer) => answer.release ?? []);
  const pages = (
    await invokeUntilDone<PublishOutcome>(lambda, outputs('ReportFunction'), {}, context)
  ).flatMap((answer) => answer.pages);
  const published = await listPublishedPeriods(facts);
  const releases = new Map<string, readonly StoredRelease[]>();
  for (const site of sites) releases.set(site, await readReleases(facts, site, published.get(site) ?? []));
  const decisions = await awsDecisions(facts).read();
  const config = loadCompiledConfig(context.config, context.configFolder);
  return {
    releases,
    namesWaiting: countWaiting(releases, decisions, rulesBySite(config, decisions)),
    drawnPeriods: answers.flatMap((answer) => answer.drawn),
    refusals: [...new Set(answers.flatMap((answer) => answer.refused))],
    emptySites: answers.at(-1)?.empty ?? [],
    doubledSites: answers.at(-1)?.doubled ?? [],
    pages: pages.map((page) => facts.uri(`reports/${page}`)),
  };
}
