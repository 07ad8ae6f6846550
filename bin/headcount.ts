#!/usr/bin/env node
/** The command line: lists the commands and maps failures to exit codes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import { escapeControls } from '#render/terminal-text';
import { explainTooFewDescriptors } from './cli/too-few-descriptors.ts';

/** One file per command, each with an export `register`. Only the called one is loaded, so that `--help` is quick. */
const COMMANDS: Readonly<Record<string, string>> = {
  start: 'collector, tracker script, demo site and live page in one process',
  check: 'test a collector with one event; print the tag for your pages and when figures appear',
  import: 'read web-server logs',
  seal: 'turn every complete day into counts',
  release: 'draw the figures for publication, once',
  names: 'approve or refuse names that nobody listed; print those that wait',
  plan: 'predict the precision of each released table before anything is drawn',
  budget: 'privacy budget spent by releases, per day of data',
  settle: "fold and merge the detail that a month's release did not publish",
  report: 'market-research reports',
  demand: 'topics by released demand, coarse: what GET /v1/demand answers',
  live: 'figures of the unsealed days, for the operator',
  query: 'read-only SQL over the facts',
  status: 'completeness, waiting arrivals, current salts, last seal',
  cost: 'what a deployment on AWS would cost per month',
  demo: 'send lifelike synthetic visitors',
  register: 'what people volunteer: forms, permissions, mails, withdrawals',
};

async function main(args: readonly string[]): Promise<number> {
  const program = new Command('headcount')
    .description('Counts heads, never faces: website statistics in which every visitor stays anonymous.')
    .version(
      (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version,
    )
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .showHelpAfterError(false)
    .addHelpText(
      'after',
      '\nRun headcount COMMAND --help for its options. Commands that also work on an AWS deployment ' +
        'take --target aws.',
    );
  const commandName = args.find((word) => !word.startsWith('-'));
  for (const [name, description] of Object.entries(COMMANDS)) {
    const command = program.command(name).description(description).exitOverride();
    if (name !== commandName) continue;
    const { register } = (await import(`./cli/${name}.js`)) as {
      register: (command: Command) => void | Promise<void>;
    };
    await register(command);
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const command = program.commands.find(
      (candidate) => candidate.name() === commandName && Object.hasOwn(COMMANDS, commandName),
    );
    return await fail(error, command);
  }
}

async function fail(error: unknown, command: Command | undefined): Promise<number> {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  // Without a command, commander has printed the help, which says what to do.
  if (error instanceof CommanderError && error.code === 'commander.help') return 2;
  // Imported lazily: a command that succeeds does not need it.
  const { explainFailure } = await import('./cli/explain-failure.ts');
  const { message, exit, unexpected } = explainFailure(error, command?.name());
  process.stderr.write(`headcount: ${escapeControls(message.replaceAll(/\s*\n\s*/g, ' '))}\n`);
  if (unexpected && process.env['HEADCOUNT_DEBUG'] === '1' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  return exit;
}

// A reader that has seen enough (`| head`) closes the pipe. That is not a fault, and the work continues to its end.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

const complaint = explainTooFewDescriptors();
if (complaint !== undefined) process.stderr.write(`headcount: ${complaint}\n`);
const status = complaint === undefined ? await main(process.argv.slice(2)) : 1;
// After a failure, threads and files may still be open; exit without waiting for them.
if (status !== 0) process.exit(status);
process.exitCode = 0;
