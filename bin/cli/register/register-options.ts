/** Options and output that every command of the register shares. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '#core/operator/failures';
import { readRegister, type RegisterOnDisk } from '#runtime/node/register/read-register';
import { openPrinting, refuseEmptyPaths, type Printing, type PrintOptions } from '../printing.ts';
import { isAws, withTarget, type TargetOptions } from '../target.ts';

export interface RegisterOptions extends PrintOptions, TargetOptions {
  readonly config?: string;
  readonly data?: string;
}

/** Adds the shared options. */
export function withRegisterOptions(command: Command): Command {
  return withTarget(command, 'register.json')
    .option('--config <file>', 'configuration (default: register.json; without one, the demo form)')
    .option(
      '--data <dir>',
      'data directory, which may not be the one of the usage stream (default: ./register-data)',
    )
    .option('--json', 'print as JSON')
    .option('--quiet', 'print nothing but results and errors');
}

/** Adds the options of a command that prints or hands over personal data. */
export function withPurpose(command: Command): Command {
  return withRegisterOptions(command)
    .requiredOption('--purpose <purpose>', 'what the data is read for; kept on record')
    .requiredOption('--reason <text>', 'why it is read; kept on record, without names or addresses');
}

/** What a command of the register starts from. */
export interface RegisterCli extends RegisterOnDisk, Printing {
  /** Of the register on this machine. */
  readonly dataFolder: string;
  readonly isOnAws: boolean;
  /** A file written by `cdk deploy --outputs-file`; without one, the outputs are read from the stack. */
  readonly outputs: string | undefined;
}

/** Reads the configuration and sets up printing. Throws a UsageError or RegisterConfigError. */
export function openRegisterCli(options: RegisterOptions): RegisterCli {
  refuseEmptyPaths(options);
  const { config, data, outputs } = options;
  const isOnAws = isAws(options);
  if (isOnAws && data !== undefined)
    throw new UsageError('--data names a folder of this machine: leave it out with --target aws');
  return {
    ...readRegister(config),
    dataFolder: resolve(data ?? './register-data'),
    isOnAws,
    outputs,
    ...openPrinting(options),
  };
}

/** Collects a repeatable option that also takes a list with commas. */
export const collect = (word: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...word.split(',').filter((one) => one !== ''),
];
