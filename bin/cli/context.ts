/** The context that every command starts from: configuration, data directory, and where to print. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { decodeText } from '#core/config/decode-text';
import type { Config } from '#core/config/schema';
import { ConfigError, DEMO_CONFIG, parseConfig } from '#core/config/parse-config';
import { sitemapWarnings } from '#core/config/published-warnings';
import { UsageError } from '#core/operator/failures';
import { readPublishedFiles } from '#runtime/node/published-files';
import { didYouMean } from '#core/operator/nearest-names';
import { openPrinting, refuseEmptyPaths, type Printing, type PrintOptions } from './printing.ts';

/** Options that every command takes. */
export interface SharedOptions extends PrintOptions {
  readonly config?: string;
  readonly data: string;
}

export interface CommandContext extends Printing {
  readonly config: Config;
  /** Folder of the configuration file; relative paths in it (sitemap, key files) are resolved against it. */
  readonly configFolder: string;
  /** Absolute path of the data directory. */
  readonly dataFolder: string;
  readonly quiet: boolean;
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
  refuseEmptyPaths(options);
  const file = resolve(options.config ?? 'headcount.json');
  const config = readConfig(file, options.config !== undefined);
  const context = {
    config,
    configFolder: dirname(file),
    dataFolder: resolveDataFolder(options.data),
    ...openPrinting(options),
    quiet: options.quiet === true,
  };
  for (const warning of checkPublished(file, config)) context.note(`headcount: ${warning}`);
  return context;
}

/**
 * Reads the sitemaps in every command, also where it needs none, so that each one says the same of a wrong one. Returns
 * what they leave out.
 */
function checkPublished(file: string, config: Config): readonly string[] {
  return explained(file, () => sitemapWarnings(config, readPublishedFiles(config, dirname(file))));
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
  return explained(file, () => parseConfig(decodeText(readFileSync(file))));
}

function explained<T>(file: string, read: () => T): T {
  try {
    return read();
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
      : `unknown site in --site${didYouMean(
          id,
          config.sites.map((site) => site.id),
        )}: the configured sites are ${ids}`,
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
