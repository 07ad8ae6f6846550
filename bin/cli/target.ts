/** The options `--target` and `--outputs`, which choose the deployment that a command works on. */
import type { Command } from 'commander';
import { UsageError } from '#core/operator/failures';

export interface TargetOptions {
  readonly target?: string;
  /** A file written by `cdk deploy --outputs-file`. */
  readonly outputs?: string;
}

/** Adds both options to a command; `file` is the configuration that names the deployment. */
export function withTarget(
  command: Command,
  file: 'headcount.json' | 'register.json' = 'headcount.json',
): Command {
  return command
    .option('--target <where>', `local (this machine) or aws (the stage that ${file} names)`, 'local')
    .option(
      '--outputs <file>',
      'with --target aws: a file written by cdk deploy --outputs-file (default: read the stacks)',
    );
}

/** Whether the command is for the deployment on AWS; throws a UsageError for a target other than local or aws. */
export function isAws({ target, outputs }: TargetOptions): boolean {
  if (target !== undefined && target !== 'local' && target !== 'aws')
    throw new UsageError('--target takes local or aws');
  if (target !== 'aws' && outputs !== undefined) throw new UsageError('--outputs requires --target aws');
  return target === 'aws';
}
