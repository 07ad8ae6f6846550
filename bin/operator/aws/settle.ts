/** Settles months on AWS by invoking the release function. */
import type { SettleOutcome, SettleRequest } from '#core/operator/settle-request';
import type { ReleaseAnswer, ReleaseEvent } from '#runtime/aws/release/release-event';
import type { CommandContext } from '../../cli/context.ts';
import type { Deployment } from './deployment.ts';
import { invokeUntilDone } from './invoke.ts';

export async function settle(
  context: CommandContext,
  { lambda, outputs }: Deployment,
  { sites, month }: SettleRequest,
): Promise<SettleOutcome> {
  const event: ReleaseEvent = {
    by: 'operator',
    does: 'settle',
    sites,
    ...(month === undefined ? {} : { month }),
  };
  const answers = (
    await invokeUntilDone<ReleaseAnswer>(lambda, outputs('ReleaseFunction'), event, context)
  ).flatMap((answer) => answer.settle ?? []);
  return {
    settled: answers.flatMap((answer) => answer.settled),
    released: answers.at(-1)?.released ?? 0,
  };
}
