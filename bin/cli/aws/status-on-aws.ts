/** `headcount status --target aws`, for the operator: arrivals are counted in the pipeline's work group. It may not change anything. */
import type { LakeStatus } from '#core/report/lake-status';
import { AthenaEngine } from '#runtime/aws/athena/athena-engine';
import { lakeStatus } from '#runtime/aws/lake/lake-status';
import type { CommandContext } from '../context.ts';
import { onAws } from './deployment.ts';
import type { TargetOptions } from './target.ts';

export async function statusOnAws(context: CommandContext, options: TargetOptions): Promise<LakeStatus> {
  return await onAws(context, options, async ({ engine, athena, outputs, arrivals }) => {
    const scratch = new AthenaEngine({ athena: athena('pipeline'), database: outputs('ScratchDatabase') });
    return await lakeStatus({ views: engine(), scratch, arrivals }, context.config);
  });
}
