/** Opens the place that `--target` names: the one file of the command line that knows both. */
import type { Operator } from '#core/operator/operator';
import type { CommandContext } from './context.ts';
import { isAws, type TargetOptions } from './target.ts';

/** Loads one implementation only. Throws a UsageError for a `--target` that is neither local nor aws. */
export async function openOperator(context: CommandContext, options: TargetOptions): Promise<Operator> {
  if (!isAws(options)) return (await import('../operator/local/local-operator.ts')).localOperator(context);
  return (await import('../operator/aws/aws-operator.ts')).awsOperator(context, options.outputs);
}
