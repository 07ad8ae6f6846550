/** Settles months on AWS, or previews it, by invoking the release function. */
import { CannotError } from '#core/operator/failures';
import type { SettleOutcome, SettleRequest } from '#core/operator/settle-request';
import { chooseMonths } from '#core/settle/choose-months';
import { Zone } from '#core/time/zone';
import type { ReleaseAnswer, ReleaseEvent } from '#runtime/aws/release/release-event';
import { listPublishedPeriods } from '#runtime/aws/release/release-objects';
import { findLeftOut } from '#runtime/aws/settle/left-out';
import type { CommandContext } from '../../cli/context.ts';
import type { Deployment } from './deployment.ts';
import { invokeUntilDone } from './invoke.ts';

export async function settle(
  context: CommandContext,
  deployment: Deployment,
  request: SettleRequest,
): Promise<SettleOutcome> {
  if (request.preview === true) return await previewMonths(context, deployment, request);
  const { sites, month } = request;
  const event: ReleaseEvent = {
    by: 'operator',
    does: 'settle',
    sites,
    ...(month === undefined ? {} : { month }),
  };
  const answers = await answersTo(context, deployment, event);
  return {
    settled: answers.flatMap((answer) => answer.settled),
    previews: [],
    released: answers.at(-1)?.released ?? 0,
  };
}

/** Asks for one month at a time, so that an invocation that ends early goes on with it. */
async function previewMonths(
  context: CommandContext,
  deployment: Deployment,
  request: SettleRequest,
): Promise<SettleOutcome> {
  const today = new Zone(context.config.timeZone).day(Date.now());
  const leftOut = await findLeftOut(deployment.facts, today);
  const months = chooseMonths(await listPublishedPeriods(deployment.facts), request, leftOut);
  const previews = [];
  for (const { site, month } of months) {
    const event: ReleaseEvent = { by: 'operator', does: 'settle', sites: [], preview: [site], month };
    const answers = await answersTo(context, deployment, event);
    if (answers.every((answer) => answer.previews === undefined))
      throw new CannotError(
        'the deployed function cannot say what a settlement would do, and changed nothing: deploy this version first',
      );
    previews.push(...answers.flatMap((answer) => answer.previews ?? []));
  }
  return { settled: [], previews, released: months.length };
}

async function answersTo(
  context: CommandContext,
  { lambda, outputs }: Deployment,
  event: ReleaseEvent,
): Promise<readonly NonNullable<ReleaseAnswer['settle']>[]> {
  return (await invokeUntilDone<ReleaseAnswer>(lambda, outputs('ReleaseFunction'), event, context)).flatMap(
    (answer) => answer.settle ?? [],
  );
}
