/** Compiles a configuration with the files that it names: sitemaps and keys. It may not keep a key in plain text. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileConfig, type CompiledConfig } from '#core/config/compile';
import { ConfigError } from '#core/config/parse-config';
import { deployedConfig, type DeployedConfig } from '#core/config/deployed-config';
import type { Config } from '#core/config/schema';
import { readPublishedFiles } from './published-files.ts';

/**
 * Compiles the configuration, with the sitemaps it names read from `folder`; throws a ConfigError that names the JSON
 * path.
 */
export function loadCompiledConfig(config: Config, folder: string): CompiledConfig {
  return compileConfig(config, readPaths(config, folder));
}

/**
 * Returns a function that compares a presented key with the site's, in constant time; a site without keyFile has no
 * key. Throws a ConfigError where a file is missing or holds a short key.
 */
export function loadKeys(config: Config, folder: string): (site: string, presentedKey: string) => boolean {
  const keys = readDigests(config, folder);
  return (site, presented) => {
    const key = keys.get(site);
    return key !== undefined && timingSafeEqual(key, digest(presented));
  };
}

/**
 * Builds the configuration for the functions on AWS: sitemaps resolved, keys as digests. Throws like the functions
 * above.
 */
export function loadDeployedConfig(config: Config, folder: string): DeployedConfig {
  return deployedConfig(
    config,
    readPaths(config, folder),
    new Map([...readDigests(config, folder)].map(([site, key]) => [site, key.toString('hex')])),
  );
}

function readPaths(config: Config, folder: string): ReadonlyMap<string, readonly string[]> {
  return new Map([...readPublishedFiles(config, folder)].map(([site, { paths }]) => [site, paths]));
}

function readDigests(config: Config, folder: string): ReadonlyMap<string, Buffer> {
  const keys = new Map<string, Buffer>();
  config.sites.forEach((site, index) => {
    if (site.keyFile === undefined) return;
    const key = read(folder, site.keyFile, `$.sites[${index}].keyFile`).trim();
    if (key.length < 16)
      throw new ConfigError(`$.sites[${index}].keyFile: a key needs at least 16 characters`);
    keys.set(site.id, digest(key));
  });
  return keys;
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function read(folder: string, name: string, jsonPath: string): string {
  try {
    return readFileSync(resolve(folder, name), 'utf8');
  } catch {
    throw new ConfigError(
      `${jsonPath}: the file cannot be read; its path is relative to the configuration file`,
    );
  }
}
