/** Reads the state of a deployment; arrivals are counted in the pipeline's work group. */
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { countWaiting } from '#core/names/name-book';
import { rulesBySite } from '#core/names/name-rules';
import { hundredsInWords, type StatusView } from '#core/operator/status-view';
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
  const namesWaiting = await countNames(context, deployment);
  return {
    ...(await lakeStatus({ views: deployment.engine(), scratch, arrivals }, config)),
    ...(namesWaiting === 0 ? {} : { namesWaiting }),
    hints: withoutVisitorHints(await countWithoutVisitor(scratch, arrivals, today), 'aws', hundredsInWords),
  };
}

/** Returns 0 where the operator may not read releases, or one is damaged. */
async function countNames({ config, configFolder }: CommandContext, { facts }: Deployment): Promise<number> {
  try {
    const decisions = await awsDecisions(facts).read();
    return countWaiting(
      await readMonthlyReleases(
        facts,
        config.sites.map(({ id }) => id),
      ),
      decisions,
      rulesBySite(loadCompiledConfig(config, configFolder), decisions),
    );
  } catch (error) {
    if (error instanceof KeptFileError || (error as Error).name === 'AccessDenied') return 0;
    throw error;
  }
}
