/** `headcount settle --target aws`: the release function settles; prints as the local command. It may not settle. */
import type { ReleaseAnswer, ReleaseEvent } from '#runtime/aws/release/release-event';
import { chooseSite, type CommandContext } from '../context.ts';
import { monthWord } from '../day-words.ts';
import { tellSettled, type SettleOptions } from '../settle.ts';
import { onAws } from './deployment.ts';
import { invokeUntilDone } from './invoke.ts';

export async function settleOnAws(options: SettleOptions, context: CommandContext): Promise<void> {
  const { month, site } = options;
  if (month !== undefined) monthWord('--month', month);
  const sites =
    site === undefined ? context.config.sites.map((one) => one.id) : [chooseSite(context.config, site).id];
  await onAws(context, options, async ({ lambda, outputs }) => {
    const event: ReleaseEvent = {
      by: 'operator',
      does: 'settle',
      sites,
      ...(month === undefined ? {} : { month }),
    };
    const answers = (
      await invokeUntilDone<ReleaseAnswer>(lambda, outputs('ReleaseFunction'), event, context)
    ).flatMap((answer) => answer.settle ?? []);
    tellSettled(context, {
      month,
      sites,
      settled: answers.flatMap((answer) => answer.settled),
      released: answers.at(-1)?.released ?? 0,
    });
  });
}
