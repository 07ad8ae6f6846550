/** What every command starts from: configuration, data directory, and where to print. It may not know a command. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '#core/config/schema';
import { ConfigError, DEMO_CONFIG, parseConfig } from '#core/config/parse-config';
import { escapeControls } from '#render/terminal-text';
import { UsageError } from '#core/operator/failures';

/** Options that every command takes. */
export interface SharedOptions {
  readonly config?: string;
  readonly data: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export interface CommandContext {
  readonly config: Config;
  /** Folder of the configuration file: relative paths in it (sitemap, key files) start here. */
  readonly configFolder: string;
  /** Absolute path of the data directory. */
  readonly dataFolder: string;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Results in lines, to stdout; no character of them moves a terminal's cursor. */
  readonly print: (text: string) => void;
  /** A document whose form says what its characters are, as HTML or CSV, to stdout as it is. */
  readonly write: (document: string | Uint8Array) => void;
  /** Everything else, to stderr; silent with --quiet. */
  readonly note: (text: string) => void;
}

/** Adds the shared options to a command. */
export function withSharedOptions(command: Command): Command {
  return command
    .option('--config <file>', 'configuration (default: headcount.json; without one, the demo site)')
    .option('--data <dir>', 'data directory', './data')
    .option('--json', 'print figures as JSON')
    .option('--quiet', 'print nothing but results and errors');
}

/** Reads the configuration and prepares the printing; throws a UsageError that names the JSON path of each mistake. */
export function openContext(options: SharedOptions): CommandContext {
  const quiet = options.quiet === true;
  for (const [option, path] of [
    ['--data', options.data],
    ['--config', options.config],
  ])
    if (path === '') throw new UsageError(`${option} is empty: name a path, or leave it out`);
  const file = resolve(options.config ?? 'headcount.json');
  return {
    config: readConfig(file, options.config !== undefined),
    configFolder: dirname(file),
    dataFolder: rootOf(options.data),
    json: options.json === true,
    quiet,
    print: (text) => {
      process.stdout.write(escapeControls(text.endsWith('\n') ? text : `${text}\n`));
    },
    write: (document) => {
      process.stdout.write(document);
    },
    note: (text) => {
      if (!quiet) process.stderr.write(`${escapeControls(text)}\n`);
    },
  };
}

/**
 * DuckDB reads `*`, `?` and `[` in a path as a pattern, which would match other folders' files, and `NAME=` as a
 * column.
 */
const MEANS_MORE = sep === '/' ? /[*?[\]\\=\p{Cc}]/u : /[*?[\]=\p{Cc}]/u;

function rootOf(path: string): string {
  const root = resolve(path);
  const found = MEANS_MORE.exec(root)?.[0];
  if (found !== undefined)
    throw new UsageError(
      `--data ${JSON.stringify(root)} has the character ${JSON.stringify(found)}, which has a special meaning in paths of data files: choose a path without * ? [ ] \\ = and control characters`,
    );
  return root;
}

function readConfig(file: string, named: boolean): Config {
  if (!existsSync(file)) {
    if (named) throw new UsageError(`no configuration at ${JSON.stringify(file)}: name one with --config`);
    return DEMO_CONFIG;
  }
  try {
    return parseConfig(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

/** The site that `--site` names, or the only one; throws a UsageError that lists them. */
export function chooseSite(config: Config, id: string | undefined): Config['sites'][number] {
  const ids = config.sites.map((site) => site.id).join(', ');
  const only = config.sites.length === 1 ? config.sites[0] : undefined;
  const site = id === undefined ? only : config.sites.find((one) => one.id === id);
  if (site !== undefined) return site;
  throw new UsageError(
    id === undefined
      ? `several sites are configured: choose one with --site (${ids})`
      : `unknown site in --site: the configured sites are ${ids}`,
  );
}

/** The ids of the sites that `--site` names: one, or all. Throws a UsageError where there is none of the id. */
export function chooseSites(
  config: Config,
  id: string | undefined,
  suits: (site: Config['sites'][number]) => boolean = () => true,
): readonly string[] {
  return (id === undefined ? config.sites.filter(suits) : [chooseSite(config, id)]).map((site) => site.id);
}
