/** `npm run docs:schema`: writes docs/schema.md, docs/schema.json, docs/releases.json, and the tables in docs/privacy.md and docs/cost.md. It may not decide what stands in them, nor commit a column that is gone or was moved. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import { withCosts } from './cost-document.ts';
import { withCatalogue, withReleases } from './release-document.ts';
import { displacedColumns, schemaColumns, schemaDocument } from './schema-document.ts';

const at = (name: string) => join(PACKAGE_ROOT, 'docs', name);
const displaced = displacedColumns(JSON.parse(readFileSync(at('schema.json'), 'utf8')), schemaColumns());
if (displaced.length > 0)
  throw new Error(
    `docs/schema.json has columns that are gone or moved; add new ones last: ${displaced.join(', ')}`,
  );
writeFileSync(at('schema.md'), schemaDocument());
writeFileSync(at('schema.json'), `${JSON.stringify(schemaColumns(), null, 2)}\n`);
writeFileSync(at('privacy.md'), withReleases(readFileSync(at('privacy.md'), 'utf8')));
writeFileSync(at('releases.json'), withCatalogue(readFileSync(at('releases.json'), 'utf8')));
writeFileSync(at('cost.md'), withCosts(readFileSync(at('cost.md'), 'utf8')));
