/** What a deployment says of those who came today, for `headcount check`: as soon as their rows are delivered. It may not fail a check. */
import { withoutVisitorHints } from '#core/report/without-visitor';
import { Zone } from '#core/time/zone';
import { AthenaEngine } from '#runtime/aws/athena/athena-engine';
import { countWithoutVisitor } from '#runtime/aws/lake/count-without-visitor';
import type { CommandContext } from '../context.ts';
import { CannotError } from '../failure.ts';
import { onAws } from './deployment.ts';
import type { TargetOptions } from './target.ts';

/** The collector can be checked by those who may not count arrivals: to them it is said that nobody looked. */
export async function hintsOnAws(
  context: CommandContext,
  options: TargetOptions,
): Promise<readonly string[]> {
  try {
    return await onAws(context, options, async ({ athena, arrivals, outputs }) => {
      const scratch = new AthenaEngine({ athena: athena('pipeline'), database: outputs('ScratchDatabase') });
      const today = new Zone(context.config.timeZone).day(Date.now());
      return withoutVisitorHints(await countWithoutVisitor(scratch, arrivals, today), 'aws');
    });
  } catch (error) {
    if (!(error instanceof CannotError)) throw error;
    context.note(`headcount: whether events of today have a visitor was not looked up: ${error.message}`);
    return [];
  }
}
