/** Runs the collector on this machine, with one server per data directory. */
import { join, resolve } from 'node:path';
import type { CompiledConfig } from '#core/config/compile';
import { patternWarnings } from '#core/config/published-warnings';
import { ConfigError, DEMO_CONFIG } from '#core/config/parse-config';
import type { Config } from '#core/config/schema';
import { CannotError, UsageError } from '#core/operator/failures';
import { dataDir } from '#runtime/local/data-dir';
import { claimFolder } from '#runtime/local/demo/demo-folder';
import { LockHeldError, waitForLock, type Lock } from '#runtime/local/lock';
import { FolderError } from '#runtime/node/make-folder';
import { freePort } from '#runtime/local/server/free-port';
import { runServer, type RunningServer } from '#runtime/local/server/run-server';
import type { SealStep } from '#runtime/local/server/seal-schedule';
import type { ServerLog } from '#runtime/local/server/server-log';
import { openCountryDatabase } from '#runtime/node/country-database';
import { endOnFault } from '#runtime/node/end-on-fault';
import { loadCompiledConfig, loadKeys } from '#runtime/node/load-config';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import type { CommandContext } from '../../cli/context.ts';
import type { LocalContext } from './local-context.ts';
import { nameDamage } from './name-damage.ts';
import { processOf } from './process-of.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';
import { warnOfClock } from './warn-of-clock.ts';

export interface ServeRequest {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** The configuration file that the operator named; passed on to the commands that the server starts. */
  readonly configFile: string | undefined;
  readonly log: ServerLog;
  /** Whether every line of the log has its form, those of child processes included. */
  readonly logsLines: boolean;
}

/** A command may briefly hold the lock while it closes files that a crash left open. */
const LOCK_PATIENCE_MS = 2_000;

/** Runs the server until `whileRunning` returns, then shuts it down. */
export async function serve(
  command: CommandContext,
  request: ServeRequest,
  whileRunning: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const context: LocalContext = { ...command, data: dataDir(command.dataFolder) };
  await nameDamage(context.data, async () => {
    load(context, context.config);
    await refuseChangedZone(context);
    const lock = await lockOrRefuse(context);
    try {
      claimFolder(context.data, context.config === DEMO_CONFIG ? 'demo' : 'others');
      if (!isLoopback(request.host) && context.config.trustedProxies === 0)
        context.note(
          `warning: listening on ${request.host} with trustedProxies 0: behind a proxy, every visitor would have the proxy's address; without one, nothing is encrypted`,
        );
      const { log } = request;
      for (const warning of patternWarnings(context.config))
        log({ level: 'warn', event: 'server', message: warning });
      warnOfClock(context, (message) => log({ level: 'warn', event: 'server', message }));
      endOnFault('the server', (message) => log({ level: 'alarm', event: 'server', message }));
      const server = await listen(context, request);
      await whileRunning(server);
      await server.stop();
    } finally {
      lock.release();
    }
  });
}

function load(
  { configFolder }: LocalContext,
  config: Config,
): { config: CompiledConfig; keyMatches: (site: string, key: string) => boolean } {
  try {
    return { config: loadCompiledConfig(config, configFolder), keyMatches: loadKeys(config, configFolder) };
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message);
    throw error;
  }
}

async function lockOrRefuse({ data }: LocalContext): Promise<Lock> {
  try {
    return await waitForLock(data, 'start', LOCK_PATIENCE_MS);
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error;
    throw new CannotError(
      `a server runs on ${data.root} already${processOf(error)}: stop it, or name another directory with --data`,
    );
  }
}

async function listen(context: LocalContext, request: ServeRequest): Promise<RunningServer> {
  const { host } = request;
  let { port } = request;
  try {
    port = await freePort(host, port);
    const isDemo = context.config === DEMO_CONFIG;
    const { config, keyMatches } = load(context, isDemo ? demoConfig(port) : context.config);
    const commandOf = (name: SealStep['name']) => commandByClock(context, request, name);
    return await runServer({
      config,
      keyMatches,
      demo: isDemo,
      host,
      port,
      data: context.data,
      country: config.source.country === 'none' ? () => undefined : openCountryDatabase(),
      registerDemand: resolve(context.configFolder, config.source.demand.register),
      engineProgram: join(PACKAGE_ROOT, 'dist/bin/engine.js'),
      sealCommand: commandOf('seal'),
      afterSeal: (['release', 'settle'] as const).map((name) => ({ name, command: commandOf(name) })),
      clock: () => Date.now(),
      log: request.log,
      logsLines: request.logsLines,
    });
  } catch (error) {
    throw explain(error, host, port);
  }
}

function explain(error: unknown, host: string, port: number): unknown {
  if (error instanceof FolderError) return error;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new CannotError(
        `port ${port} of ${host} is in use: stop what listens there, or choose another with --port`,
      );
    case 'EACCES':
      return new CannotError(`port ${port} of ${host} or the data directory is not accessible to this user`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CannotError(`this machine has no address ${host}: choose another with --host`);
    case 'ENOSPC':
      return new CannotError('the disk is full: free some space and start again');
    default:
      return error;
  }
}

/** The demo configuration with the origins of the port that the site is served on. */
function demoConfig(port: number): Config {
  const origins = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
  return { ...DEMO_CONFIG, sites: DEMO_CONFIG.sites.map((site) => ({ ...site, origins })) };
}

/** The command line of a scheduled command: the server's own configuration and data. */
function commandByClock(
  { data }: LocalContext,
  { configFile }: ServeRequest,
  name: SealStep['name'],
): readonly string[] {
  const program = join(PACKAGE_ROOT, 'dist/bin/headcount.js');
  const config = configFile === undefined ? [] : ['--config', configFile];
  return [process.execPath, program, name, '--by-clock', '--data', data.root, ...config, '--quiet', '--json'];
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
}
