/**
 * Bundles each function to dist/lambdas/NAME/index.mjs, with the queries beside it if it runs any. The stacks deploy
 * these folders unchanged (Code.fromAsset) and add headcount.json.
 */
import { copyFileSync, cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { icannSuffixes } from './icann-suffixes.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
/** Functions that run no SQL and need no queries. */
const WITHOUT_QUERIES = new Set([
  'collector',
  'redrive',
  'salt-keeper',
  'sweep-errors',
  'report',
  'demand',
  'register-pages',
  'register-staff',
  'register-mail',
  'register-sweep',
]);

for (const file of readdirSync(here).filter((name) => name.endsWith('.ts'))) {
  const name = file.slice(0, -3);
  const folder = join(root, 'dist', 'lambdas', name);
  rmSync(folder, { recursive: true, force: true });
  await build({
    entryPoints: [join(here, file)],
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['headcount-source'],
    sourcemap: 'external',
    plugins: [icannSuffixes],
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  if (!WITHOUT_QUERIES.has(name))
    cpSync(join(root, 'queries'), join(folder, 'queries'), {
      recursive: true,
      filter: (path) => !/\.(ts|js)$/.test(path) || !existsSync(path),
    });
}

// The collector serves the tracker, also of earlier releases, and looks up countries; these files lie beside it and are
// read when first needed.
const database = createRequire(import.meta.url).resolve(
  '@ip-location-db/geo-whois-asn-country-mmdb/package.json',
);
cpSync(join(root, 'dist/tracker'), join(root, 'dist/lambdas/collector'), { recursive: true });
copyFileSync(
  join(dirname(database), 'geo-whois-asn-country.mmdb'),
  join(root, 'dist/lambdas/collector/country.mmdb'),
);
