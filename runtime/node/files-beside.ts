/**
 * Reads the files beside a function's bundle: its configuration and its SQL. The configuration was validated at synth.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileConfig, type CompiledConfig } from '#core/config/compile';
import type { DeployedConfig } from '#core/config/deployed-config';
import type { SqlLoader } from '#core/ports/query-engine';

/** Reads `headcount.json` in `folder`, as it was deployed. */
export function readConfigBeside(folder: string): DeployedConfig {
  return JSON.parse(readFileSync(join(folder, 'headcount.json'), 'utf8')) as DeployedConfig;
}

/** Reads and compiles it. */
export function readCompiledConfig(folder: string): CompiledConfig {
  return compileConfig(readConfigBeside(folder));
}

/** Reads `queries/PATH` in `folder`, each file once. */
export function createSqlLoader(folder: string): SqlLoader {
  const texts = new Map<string, string>();
  return (path) => {
    const text = texts.get(path) ?? readFileSync(join(folder, 'queries', path), 'utf8');
    texts.set(path, text);
    return text;
  };
}
