/** Seals a deployment on AWS by invoking the seal function. */
import type { SealOutcome, SealRequest } from '#core/operator/seal-request';
import { throughByClock } from '#core/seal/through-by-clock';
import { Zone } from '#core/time/zone';
import type { SealEvent, SealEventAnswer } from '#runtime/aws/seal/seal-event';
import type { CommandContext } from '../../cli/context.ts';
import type { Deployment } from './deployment.ts';
import { invokeUntilDone } from './invoke.ts';

export async function seal(
  context: CommandContext,
  { lambda, outputs }: Deployment,
  { through, byClock }: SealRequest,
): Promise<SealOutcome> {
  const event: SealEvent = { byClock, ...(through === undefined ? {} : { through }) };
  const answers = await invokeUntilDone<SealEventAnswer>(lambda, outputs('SealFunction'), event, context);
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
  return {
    through: through ?? throughByClock(new Zone(context.config.timeZone), Date.now()),
    days: answers.flatMap((answer) => answer.days),
    waiting: answers.at(-1)?.waiting ?? [],
    late: sum(answers.map((answer) => answer.late)),
    abandoned: sum(answers.map((answer) => answer.abandoned)),
    abandonedFiles: 0,
    // The functions hold nothing back: a run that meets an unreadable file fails and raises its alarm.
    heldBack: [],
  };
}
