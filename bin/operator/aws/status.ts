/** Reads the state of a deployment; arrivals are counted in the pipeline's work group. */
import { hundredsInWords, type StatusView } from '#core/operator/status-view';
import { withoutVisitorHints } from '#core/report/without-visitor';
import { Zone } from '#core/time/zone';
import { countWithoutVisitor } from '#runtime/aws/lake/count-without-visitor';
import { lakeStatus } from '#runtime/aws/lake/lake-status';
import type { CommandContext } from '../../cli/context.ts';
import { arrivalsEngine, type Deployment } from './deployment.ts';

export async function status({ config }: CommandContext, deployment: Deployment): Promise<StatusView> {
  const scratch = arrivalsEngine(deployment);
  const { arrivals } = deployment;
  const today = new Zone(config.timeZone).day(Date.now());
  return {
    ...(await lakeStatus({ views: deployment.engine(), scratch, arrivals }, config)),
    hints: withoutVisitorHints(await countWithoutVisitor(scratch, arrivals, today), 'aws', hundredsInWords),
  };
}
