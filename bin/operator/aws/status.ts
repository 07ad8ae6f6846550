/** Reads the state of a deployment; arrivals are counted in the pipeline's work group. */
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { countWaiting } from '#core/names/name-book';
import { rulesBySite } from '#core/names/name-rules';
import { hundredsInWords, type StatusView, type WaitingNames } from '#core/operator/status-view';
import { withoutVisitorHints } from '#core/report/without-visitor';
import { Zone } from '#core/time/zone';
import { countWithoutVisitor } from '#runtime/aws/lake/count-without-visitor';
import { lakeStatus } from '#runtime/aws/lake/lake-status';
import { awsDecisions } from '#runtime/aws/release/name-decisions';
import { readMonthlyReleases } from '#runtime/aws/release/release-objects';
import { loadCompiledConfig } from '#runtime/node/load-config';
import type { CommandContext } from '../../cli/context.ts';
import { arrivalsEngine, type Deployment } from './deployment.ts';

export async function status(context: CommandContext, deployment: Deployment): Promise<StatusView> {
  const { config } = context;
  const scratch = arrivalsEngine(deployment);
  const { arrivals } = deployment;
  const today = new Zone(config.timeZone).day(Date.now());
  const names = await countNames(context, deployment);
  return {
    ...(await lakeStatus({ views: deployment.engine(), scratch, arrivals }, config)),
    ...(names.waiting === 0 ? {} : { namesWaiting: names.waiting }),
    hints: [
      ...withoutVisitorHints(await countWithoutVisitor(scratch, arrivals, today), 'aws', hundredsInWords),
      ...names.hints,
    ],
  };
}

const UNREAD = 'you may not read releases, so names that wait for approval are not counted';

/** Counts the names that wait; a hint says where a release is damaged, or where the operator may not read releases. */
async function countNames(
  { config, configFolder }: CommandContext,
  { facts }: Deployment,
): Promise<WaitingNames> {
  try {
    const decisions = await awsDecisions(facts).read();
    const waiting = countWaiting(
      await readMonthlyReleases(
        facts,
        config.sites.map(({ id }) => id),
      ),
      decisions,
      rulesBySite(loadCompiledConfig(config, configFolder), decisions),
    );
    return { waiting, hints: [] };
  } catch (error) {
    if (error instanceof KeptFileError) return { waiting: 0, hints: [error.message] };
    if ((error as Error).name === 'AccessDenied') return { waiting: 0, hints: [UNREAD] };
    throw error;
  }
}
