/** Bundles tracker/headcount.ts to dist/tracker/headcount.js. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await build({
  entryPoints: [join(root, 'tracker/headcount.ts')],
  outfile: join(root, 'dist/tracker/headcount.js'),
  tsconfigRaw: { compilerOptions: { target: 'es2020' } },
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2020'],
  charset: 'utf8',
  legalComments: 'none',
});
