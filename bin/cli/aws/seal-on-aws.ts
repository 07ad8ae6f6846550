/** `headcount seal --target aws`: the seal function seals; prints as the local command. It may not count. */
import type { SealEvent, SealEventAnswer } from '#runtime/aws/seal/seal-event';
import { throughByClock } from '#core/seal/through-by-clock';
import { Zone } from '#core/time/zone';
import type { CommandContext } from '../context.ts';
import { dayWord } from '../day-words.ts';
import { tellSealed, type SealOptions } from '../seal.ts';
import { onAws } from './deployment.ts';
import { invokeUntilDone } from './invoke.ts';

export async function sealOnAws(options: SealOptions, context: CommandContext): Promise<void> {
  const through = options.through === undefined ? undefined : dayWord('--through', options.through);
  await onAws(context, options, async ({ lambda, outputs }) => {
    const event: SealEvent = {
      byClock: options.byClock === true,
      ...(through === undefined ? {} : { through }),
    };
    const answers = await invokeUntilDone<SealEventAnswer>(lambda, outputs('SealFunction'), event, context);
    const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
    tellSealed(
      context,
      {
        days: answers.flatMap((answer) => answer.days),
        waiting: answers.at(-1)?.waiting ?? [],
        late: sum(answers.map((answer) => answer.late)),
        abandoned: sum(answers.map((answer) => answer.abandoned)),
      },
      through ?? throughByClock(new Zone(context.config.timeZone), Date.now()),
    );
  });
}
