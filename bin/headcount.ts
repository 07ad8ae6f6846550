#!/usr/bin/env node
/** The command line: names the commands and maps failures to exit states. It may not do a command's work. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import { escapeControls } from '#render/terminal-text';
import { tooFewDescriptors } from './cli/too-few-descriptors.ts';

/** One file a command; each exports `register`, loaded only when it is called so that --help is quick. */
const COMMANDS: Readonly<Record<string, string>> = {
  start: 'collector, tracker script, demo site and live page in one process',
  check: 'test a collector with one event; print the tag for your pages and when figures appear',
  import: 'read web-server logs',
  seal: 'turn every complete day into counts',
  release: 'draw the figures for publication, once',
  plan: 'predict the precision of each released table before anything is drawn',
  budget: 'privacy budget spent by releases, per day of data',
  settle: "fold and merge the detail that a month's release did not publish",
  report: 'market-research reports',
  live: 'figures of the unsealed days, for the operator',
  query: 'read-only SQL over the facts',
  status: 'completeness, waiting arrivals, current salts, last seal',
  cost: 'what a deployment on AWS would cost per month',
  demo: 'send lifelike synthetic visitors',
};

async function main(words: readonly string[]): Promise<number> {
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
  const called = words.find((word) => !word.startsWith('-'));
  for (const [name, description] of Object.entries(COMMANDS)) {
    const command = program.command(name).description(description).exitOverride();
    if (name !== called) continue;
    const { register } = (await import(`./cli/${name}.js`)) as { register: (command: Command) => void };
    register(command);
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const command = program.commands.find((one) => one.name() === called && Object.hasOwn(COMMANDS, called));
    return await fail(error, command);
  }
}

async function fail(error: unknown, command: Command | undefined): Promise<number> {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  // Without a command the help has been printed: it says what to do.
  if (error instanceof CommanderError && error.code === 'commander.help') return 2;
  // Loaded only now: a command that succeeds needs nothing of it.
  const { explainFailure } = await import('./cli/explain-failure.ts');
  const { message, exit, unexpected } = explainFailure(error, command?.name());
  process.stderr.write(`headcount: ${escapeControls(message.replaceAll(/\s*\n\s*/g, ' '))}\n`);
  if (unexpected && process.env['HEADCOUNT_DEBUG'] === '1' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  return exit;
}

// A reader that has seen enough (`| head`) closes the pipe: that is no fault, and the work goes on to its end.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

const tooFew = tooFewDescriptors();
if (tooFew !== undefined) process.stderr.write(`headcount: ${tooFew}\n`);
const status = tooFew === undefined ? await main(process.argv.slice(2)) : 1;
// After a failure threads and files may still be open: nothing waits for them.
if (status !== 0) process.exit(status);
process.exitCode = 0;
