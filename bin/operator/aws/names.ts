/** Names of releases on AWS: lists them; the report function keeps decisions and rewrites the pages. */
import { decideNames } from '#core/names/decide-names';
import type { NamesOutcome, NamesRequest } from '#core/operator/names-request';
import type { PublishOutcome } from '#core/release/publish-months';
import { awsDecisions } from '#runtime/aws/release/name-decisions';
import { readMonthlyReleases } from '#runtime/aws/release/release-objects';
import type { ReportEvent } from '#runtime/aws/report/report-event';
import { loadCompiledConfig } from '#runtime/node/load-config';
import type { CommandContext } from '../../cli/context.ts';
import type { Deployment } from './deployment.ts';
import { invoke, invokeUntilDone } from './invoke.ts';

export async function names(
  context: CommandContext,
  { lambda, outputs, facts }: Deployment,
  request: NamesRequest,
): Promise<NamesOutcome> {
  const months = await readMonthlyReleases(facts, request.sites);
  return await decideNames(
    {
      readMonths: async (site) => months.get(site) ?? [],
      readDecisions: () => awsDecisions(facts).read(),
      decide: async (decisions) => {
        const reports = outputs('ReportFunction');
        // Once, and apart from the pages, which may take several invocations.
        if (decisions.length > 0) await invoke(lambda, reports, { decide: decisions } satisfies ReportEvent);
        const answers = await invokeUntilDone<PublishOutcome>(lambda, reports, {}, context);
        return answers.flatMap(({ pages }) => pages).map((page) => facts.uri(`reports/${page}`));
      },
    },
    loadCompiledConfig(context.config, context.configFolder),
    request,
  );
}
