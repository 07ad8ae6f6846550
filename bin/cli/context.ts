/** The context that every command starts from: configuration, data directory, and where to print. */
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
  /** Folder of the configuration file; relative paths in it (sitemap, key files) are resolved against it. */
  readonly configFolder: string;
  /** Absolute path of the data directory. */
  readonly dataFolder: string;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Prints results line by line to stdout, with the control characters of terminals escaped. */
  readonly print: (text: string) => void;
  /** Writes a document in a format with its own escaping (HTML, CSV) to stdout, unchanged. */
  readonly write: (document: string | Uint8Array) => void;
  /** Prints everything else to stderr; silent with `--quiet`. */
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

/** Reads the configuration and sets up printing; throws a UsageError with the JSON path of each mistake. */
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
    dataFolder: resolveDataFolder(options.data),
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
 * DuckDB reads `*`, `?` and `[` in a path as a glob, which would match other folders' files, and `NAME=` as a partition
 * column.
 */
const SPECIAL_CHARACTER = sep === '/' ? /[*?[\]\\=\p{Cc}]/u : /[*?[\]=\p{Cc}]/u;

function resolveDataFolder(path: string): string {
  const root = resolve(path);
  const special = SPECIAL_CHARACTER.exec(root)?.[0];
  if (special !== undefined)
    throw new UsageError(
      `--data ${JSON.stringify(root)} has the character ${JSON.stringify(special)}, which has a special meaning in paths of data files: choose a path without * ? [ ] \\ = and control characters`,
    );
  return root;
}

function readConfig(file: string, isRequired: boolean): Config {
  if (!existsSync(file)) {
    if (isRequired)
      throw new UsageError(`no configuration at ${JSON.stringify(file)}: name one with --config`);
    return DEMO_CONFIG;
  }
  try {
    return parseConfig(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

/** Returns the site that `--site` names, or the only one; otherwise throws a UsageError that lists the sites. */
export function chooseSite(config: Config, id: string | undefined): Config['sites'][number] {
  const ids = config.sites.map((site) => site.id).join(', ');
  const only = config.sites.length === 1 ? config.sites[0] : undefined;
  const site = id === undefined ? only : config.sites.find((candidate) => candidate.id === id);
  if (site !== undefined) return site;
  throw new UsageError(
    id === undefined
      ? `several sites are configured: choose one with --site (${ids})`
      : `unknown site in --site: the configured sites are ${ids}`,
  );
}

/**
 * Returns the ids of the sites that `--site` selects: one, or all that match. Throws a UsageError for an unknown id.
 */
export function chooseSites(
  config: Config,
  id: string | undefined,
  matches: (site: Config['sites'][number]) => boolean = () => true,
): readonly string[] {
  return (id === undefined ? config.sites.filter(matches) : [chooseSite(config, id)]).map((site) => site.id);
}
