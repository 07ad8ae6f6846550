/**
 * Bundles each function to dist/lambdas/NAME/index.mjs, with the queries beside it where it runs any: what the stacks
 * deploy as it is (Code.fromAsset). It may not read the configuration: the stack adds headcount.json.
 */
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
/** Functions that run no SQL carry no queries. */
const WITHOUT_QUERIES = new Set(['collector', 'redrive', 'salt-keeper', 'report']);

for (const file of readdirSync(here).filter((name) => name.endsWith('.ts'))) {
  const name = file.slice(0, -3);
  const folder = join(root, 'dist', 'lambdas', name);
  rmSync(folder, { recursive: true, force: true });
  await build({
    entryPoints: [join(here, file)], outfile: join(folder, 'index.mjs'), bundle: true, minify: true, platform: 'node', target: 'node24', format: 'esm',
    mainFields: ['module', 'main'], conditions: ['headcount-source'], sourcemap: 'external', legalComments: 'none', logLevel: 'warning',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  if (!WITHOUT_QUERIES.has(name)) cpSync(join(root, 'queries'), join(folder, 'queries'), { recursive: true, filter: (path) => !/\.(ts|js)$/.test(path) || !existsSync(path) });
}
