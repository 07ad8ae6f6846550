/**
 * Bundles tracker/headcount.ts to dist/tracker/headcount.js, with the scripts of earlier releases beside it. With
 * `--keep`, which each release calls, it keeps the script as tracker/former/VERSION.js.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const script = join(root, 'dist/tracker/headcount.js');
const former = join(root, 'tracker/former');

await build({
  entryPoints: [join(root, 'tracker/headcount.ts')],
  outfile: script,
  tsconfigRaw: { compilerOptions: { target: 'es2020' } },
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2020'],
  charset: 'utf8',
  legalComments: 'none',
});

if (process.argv.includes('--keep')) {
  const version = createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 12);
  copyFileSync(script, join(former, `${version}.js`));
}
rmSync(join(root, 'dist/tracker/former'), { recursive: true, force: true });
cpSync(former, join(root, 'dist/tracker/former'), { recursive: true });
