/** Options and output that every command of the register shares. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '#core/operator/failures';
import { escapeControls } from '#render/terminal-text';
import { readRegister, type RegisterOnDisk } from '#runtime/node/register/read-register';

export interface RegisterOptions {
  readonly config?: string;
  readonly data: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
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

/** What a command prints with. */
export interface RegisterCli extends RegisterOnDisk {
  readonly dataFolder: string;
  readonly json: boolean;
  /** Prints a result to stdout. */
  readonly print: (text: string) => void;
  /** Writes a document with its own escaping to stdout. */
  readonly write: (document: string) => void;
  /** Prints everything else to stderr; silent with `--quiet`. */
  readonly note: (text: string) => void;
}

/** Reads the configuration and sets up printing. Throws a UsageError or RegisterConfigError. */
export function openRegisterCli({ config, data, json, quiet }: RegisterOptions): RegisterCli {
  for (const [option, path] of [
    ['--data', data],
    ['--config', config],
  ])
    if (path === '') throw new UsageError(`${option} is empty: name a path, or leave it out`);
  return {
    ...readRegister(config),
    dataFolder: resolve(data),
    json: json === true,
    print: (text) => {
      process.stdout.write(escapeControls(text.endsWith('\n') ? text : `${text}\n`));
    },
    write: (document) => {
      process.stdout.write(document);
    },
    note: (text) => {
      if (quiet !== true) process.stderr.write(`${escapeControls(text)}\n`);
    },
  };
}

/** Collects a repeatable option that also takes a list with commas. */
export const collect = (word: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...word.split(',').filter((one) => one !== ''),
];
