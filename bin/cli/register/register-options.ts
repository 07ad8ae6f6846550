/** Options and output that every command of the register shares. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readRegister, type RegisterOnDisk } from '#runtime/node/register/read-register';
import { openPrinting, refuseEmptyPaths, type Printing, type PrintOptions } from '../printing.ts';

export interface RegisterOptions extends PrintOptions {
  readonly config?: string;
  readonly data: string;
}

/** Adds the shared options. */
export function withRegisterOptions(command: Command): Command {
  return command
    .option('--config <file>', 'configuration (default: register.json; without one, the demo form)')
    .option('--data <dir>', 'data directory, which may not be the one of the usage stream', './register-data')
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
  readonly dataFolder: string;
}

/** Reads the configuration and sets up printing. Throws a UsageError or RegisterConfigError. */
export function openRegisterCli(options: RegisterOptions): RegisterCli {
  refuseEmptyPaths(options);
  return { ...readRegister(options.config), dataFolder: resolve(options.data), ...openPrinting(options) };
}

/** Collects a repeatable option that also takes a list with commas. */
export const collect = (word: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...word.split(',').filter((one) => one !== ''),
];
