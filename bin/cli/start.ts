/**
 * `headcount start`: runs collector, tracker script, demo site and live page in one process until SIGTERM or SIGINT.
 */
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { DEMO_CONFIG } from '#core/config/parse-config';
import { scriptTag } from '#core/config/script-tag';
import {
  createServerLog,
  LOG_FORMATS,
  type LogFormat,
  type ServerLog,
} from '#runtime/local/server/server-log';
import { escapeControls } from '#render/terminal-text';
import { serve } from '../operator/local/serve.ts';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { parsePort, waitForShutdown } from './serving.ts';

interface StartOptions extends SharedOptions {
  readonly port: number;
  readonly host: string;
  readonly log: LogFormat;
}

export function register(command: Command): void {
  withSharedOptions(command)
    .option('--port <number>', 'port to listen on; 0 picks a free one', parsePort, 8787)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(new Option('--log <format>', 'form of the log on stderr').choices(LOG_FORMATS).default('text'))
    .action(start);
}

async function start(options: StartOptions): Promise<void> {
  const { host, port, config } = options;
  const log = createServerLog({
    format: options.log,
    quiet: options.quiet === true,
    write: (line) => void process.stderr.write(`${escapeControls(line)}\n`),
    clock: () => Date.now(),
  });
  const logsLines = options.log === 'json';
  const context = logsLines ? withLog(openContext(options), log) : openContext(options);
  const configFile = config === undefined ? undefined : resolve(config);
  const shutdown = waitForShutdown();
  await serve(context, { host, port, configFile, log, logsLines }, async (server) => {
    announce(context, server.port, host);
    await shutdown;
    context.note('shutting down: finishing open requests');
  });
}

/** Sends notes through the log, so that each line on stderr has its form. */
const withLog = (context: CommandContext, log: ServerLog): CommandContext => ({
  ...context,
  note: (text) => {
    const [, warning, message = text] = /^(warning: )?(.*)$/s.exec(text.trim()) ?? [];
    log({ level: warning === undefined ? 'info' : 'warn', event: 'server', message });
  },
});

function announce(context: CommandContext, port: number, host: string): void {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  if (context.json) context.print(JSON.stringify({ url }));
  context.note(`headcount listens on ${url}`);
  if (context.config === DEMO_CONFIG) context.note(`  demo site  ${url}/demo/`);
  context.note(`  live page  ${url}/live`);
  if (context.config === DEMO_CONFIG) context.note(`  reports    ${url}/demo/reports/`);
  for (const site of context.config.sites.slice(0, 1)) context.note(`  tracker    ${scriptTag(url, site)}`);
  const keeping = context.config.sites.filter(({ keepParameters }) => keepParameters.length > 0);
  if (keeping.length > 0)
    context.note(
      `  data-keep  tags of ${keeping.map(({ id }) => id).join(', ')} need it for keepParameters, also those copied ` +
        'before: headcount check --site ID prints each tag',
    );
}
