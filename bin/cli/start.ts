/** `headcount start`: collector, tracker script, demo site and live page in one process, until SIGTERM or SIGINT. */
import { join, resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { CompiledConfig } from '#core/config/compile';
import { ConfigError, DEMO_CONFIG } from '#core/config/parse-config';
import type { Config } from '#core/config/schema';
import { openCountryDatabase } from '#runtime/node/country-database';
import { endOnFault } from '#runtime/node/end-on-fault';
import { loadCompiledConfig, loadKeys } from '#runtime/node/load-config';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import { LockHeldError, waitForLock, type Lock } from '#runtime/local/lock';
import { FolderError } from '#runtime/local/make-folder';
import { freePort } from '#runtime/local/server/free-port';
import { runServer, type RunningServer } from '#runtime/local/server/run-server';
import type { SealStep } from '#runtime/local/server/seal-schedule';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { CannotError, UsageError } from './failure.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';
import { warnOfClock } from './warn-of-clock.ts';

interface StartOptions extends SharedOptions {
  readonly port: number;
  readonly host: string;
}

/** A command may hold the lock for the moment in which it closes what a crash left open. */
const LOCK_PATIENCE = 2_000;

export function register(command: Command): void {
  withSharedOptions(command)
    .option('--port <number>', 'port to listen on; 0 takes a free one', portOf, 8787)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action(async (options: StartOptions) => {
      await start(openContext(options), options);
    });
}

async function start(context: CommandContext, options: StartOptions): Promise<void> {
  load(context, context.config);
  await refuseChangedZone(context);
  const lock = await lockOrRefuse(context);
  try {
    if (!isLoopback(options.host) && context.config.trustedProxies === 0) {
      context.note(
        `warning: listening on ${options.host} with trustedProxies 0: behind a proxy every visitor would have its address, and without one nothing is encrypted`,
      );
    }
    warnOfClock(context);
    endOnFault('the server');
    const ended = told();
    const server = await listen(context, options);
    announce(context, server, options.host);
    await ended;
    context.note('ending: finishing what was begun');
    await server.stop();
  } finally {
    lock.release();
  }
}

function load(
  context: CommandContext,
  config: Config,
): { config: CompiledConfig; keyMatches: (site: string, key: string) => boolean } {
  try {
    return {
      config: loadCompiledConfig(config, context.configFolder),
      keyMatches: loadKeys(config, context.configFolder),
    };
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message);
    throw error;
  }
}

async function lockOrRefuse(context: CommandContext): Promise<Lock> {
  try {
    return await waitForLock(context.data, 'start', LOCK_PATIENCE);
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error;
    const pid = error.pid === undefined ? '' : ` (process ${error.pid})`;
    throw new CannotError(
      `a server runs on ${context.data.root} already${pid}: stop it, or name another directory with --data`,
    );
  }
}

async function listen(context: CommandContext, options: StartOptions): Promise<RunningServer> {
  const { host } = options;
  let { port } = options;
  try {
    port = await freePort(host, port);
    const demo = context.config === DEMO_CONFIG;
    const byClock = (command: SealStep['name']) => [
      process.execPath,
      join(PACKAGE_ROOT, 'dist/bin/headcount.js'),
      command,
      '--by-clock',
      ...sharedWords(context, options),
      '--quiet',
    ];
    const { config, keyMatches } = load(context, demo ? demoOn(port) : context.config);
    return await runServer({
      config,
      keyMatches,
      demo,
      host,
      port,
      data: context.data,
      country: config.source.country === 'none' ? () => undefined : openCountryDatabase(),
      engineProgram: join(PACKAGE_ROOT, 'dist/bin/engine.js'),
      sealCommand: byClock('seal'),
      afterSeal: (['release', 'settle'] as const).map((name) => ({ name, command: byClock(name) })),
      clock: () => Date.now(),
      warn: (text) => {
        process.stderr.write(`headcount: ${text}\n`);
      },
    });
  } catch (error) {
    if (error instanceof FolderError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new CannotError(
        `port ${port} of ${host} is in use: stop what listens there, or choose another with --port`,
      );
    if (code === 'EACCES')
      throw new CannotError(`port ${port} of ${host} or the data directory may not be used by this user`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new CannotError(`there is no address ${host} on this machine: choose another with --host`);
    if (code === 'ENOSPC') throw new CannotError('the disk is full: make room and start again');
    throw error;
  }
}

/** The demo site posts from the port it is served on. */
function demoOn(port: number): Config {
  const origins = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
  return { ...DEMO_CONFIG, sites: DEMO_CONFIG.sites.map((site) => ({ ...site, origins })) };
}

function announce(context: CommandContext, server: RunningServer, host: string): void {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`;
  if (context.json) context.print(JSON.stringify({ url }));
  context.note(`headcount listens on ${url}`);
  if (context.config === DEMO_CONFIG) context.note(`  demo site  ${url}/demo/`);
  context.note(`  live page  ${url}/live`);
  context.note(
    `  tracker    <script defer src="${url}/headcount.js" data-site="${context.config.sites[0]?.id ?? 'demo'}"></script>`,
  );
}

/** Resolves at the first SIGTERM or SIGINT; a second Ctrl-C ends the process at once, as a crash would: nothing acknowledged is lost. */
function told(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('a port lies between 0 and 65535');
  return port;
}

/** The options by which another command finds the same configuration and data; the child runs in the same folder. */
function sharedWords(context: CommandContext, options: SharedOptions): readonly string[] {
  return [
    '--data',
    context.data.root,
    ...(options.config === undefined ? [] : ['--config', resolve(options.config)]),
  ];
}
