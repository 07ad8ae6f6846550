/** `headcount register start`: serves pages and form endpoint, sends mail, runs retention, until SIGTERM or SIGINT. */
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '#core/operator/failures';
import { runDaily } from '#runtime/local/register/run-daily';
import { serveRegister } from '#runtime/local/register/serve-register';
import { openStaffDoor } from '#runtime/local/register/staff-door';
import { staffContextOf } from '#runtime/local/register/staff-run';
import {
  openRegisterCli,
  withRegisterOptions,
  type RegisterCli,
  type RegisterOptions,
} from './register-options.ts';
import { parsePort, waitForShutdown } from '../serving.ts';
import { isAws } from '../target.ts';

interface StartOptions extends RegisterOptions {
  readonly port: number;
  readonly host: string;
}

export function register(command: Command): void {
  withRegisterOptions(command)
    .option('--port <number>', 'port to listen on; 0 picks a free one', parsePort, 8788)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action(start);
}

async function start({ port, host, ...options }: StartOptions): Promise<void> {
  if (isAws(options))
    throw new UsageError(
      'on AWS functions serve the register: deploy it with npx cdk deploy --all; without --target aws it starts here',
    );
  const cli = openRegisterCli(options);
  const shutdown = waitForShutdown();
  await serveRegister(
    {
      ...cli,
      port,
      host,
      daily: (opened) => runDaily(opened, cli),
      openStaffDoor: (opened) =>
        openStaffDoor(cli.dataFolder, (reader) => staffContextOf(opened, cli.dataFolder, reader)),
    },
    async (url) => {
      announce(cli, url);
      await shutdown;
      cli.note('shutting down: finishing open requests');
    },
  );
}

function announce(cli: RegisterCli, url: string): void {
  if (cli.json) cli.print(JSON.stringify({ url }));
  cli.note(`headcount register listens on ${url}`);
  for (const id of cli.register.forms.keys()) cli.note(`  form     ${url}/register/${id}`);
  cli.note(`  own data ${url}/register/self`);
  const { smtp } = cli.register.config.mail;
  const outbox = relative(process.cwd(), join(cli.dataFolder, 'outbox'));
  cli.note(smtp === undefined ? `  mails    ${outbox}/` : `  mails    by ${smtp.host}:${smtp.port}`);
  if (cli.isDemo)
    cli.note('  this is the demo form: examples/register has forms of five kinds to start from');
}
