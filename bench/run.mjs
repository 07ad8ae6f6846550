/**
 * Runs every benchmark below bench/, or those named: `npm run bench -- [--short]
 * [collector|disclosure|import|lambda|register|seal|reports]`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const words = process.argv.slice(2);
const flags = words.filter((word) => word.startsWith('--'));
const all = readdirSync(import.meta.dirname).filter((name) =>
  existsSync(join(import.meta.dirname, name, 'bench.mjs')),
);
const named = words.filter((word) => !word.startsWith('--'));
const unknown = named.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`bench: there is no ${unknown.join(', ')}: choose from ${all.join(', ')}\n`);
  process.exit(2);
}
let failed = 0;
for (const name of named.length > 0 ? named : all) {
  const ran = spawnSync(process.execPath, [join(import.meta.dirname, name, 'bench.mjs'), ...flags], {
    stdio: 'inherit',
  });
  if (ran.status !== 0) failed += 1;
}
process.exitCode = failed > 0 ? 1 : 0;
