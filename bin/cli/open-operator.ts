/** Opens the place that `--target` names. This is the only file of the command line that knows both places. */
import type { Operator } from '#core/operator/operator';
import type { CommandContext } from './context.ts';
import { isAws, type TargetOptions } from './target.ts';

/** Loads only the implementation that is needed. Throws a UsageError for a `--target` other than local or aws. */
export async function openOperator(context: CommandContext, options: TargetOptions): Promise<Operator> {
  if (!isAws(options)) return (await import('../operator/local/local-operator.ts')).localOperator(context);
  return (await import('../operator/aws/aws-operator.ts')).awsOperator(context, options.outputs);
}
