/** `headcount status --target aws`, for the operator: arrivals are counted in the pipeline's work group. It may not change anything. */
import type { LakeStatus } from '#core/report/lake-status';
import type { Doubt } from '#core/report/without-visitor';
import { Zone } from '#core/time/zone';
import { AthenaEngine } from '#runtime/aws/athena/athena-engine';
import { countWithoutVisitor } from '#runtime/aws/lake/count-without-visitor';
import { lakeStatus } from '#runtime/aws/lake/lake-status';
import type { CommandContext } from '../context.ts';
import { onAws } from './deployment.ts';
import type { TargetOptions } from './target.ts';

export async function statusOnAws(
  context: CommandContext,
  options: TargetOptions,
): Promise<{ readonly status: LakeStatus; readonly doubt: Doubt }> {
  return await onAws(context, options, async ({ engine, athena, outputs, arrivals }) => {
    const scratch = new AthenaEngine({ athena: athena('pipeline'), database: outputs('ScratchDatabase') });
    const today = new Zone(context.config.timeZone).day(Date.now());
    return {
      status: await lakeStatus({ views: engine(), scratch, arrivals }, context.config),
      doubt: await countWithoutVisitor(scratch, arrivals, today),
    };
  });
}
