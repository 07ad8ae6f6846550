/** `npm run docs:schema`: writes docs/schema.md, docs/schema.json, docs/releases.json and the table of releases in docs/privacy.md. It may not decide what stands in them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import { withCatalogue, withReleases } from './release-document.ts';
import { schemaColumns, schemaDocument } from './schema-document.ts';

const at = (name: string) => join(PACKAGE_ROOT, 'docs', name);
writeFileSync(at('schema.md'), schemaDocument());
writeFileSync(at('schema.json'), `${JSON.stringify(schemaColumns(), null, 2)}\n`);
writeFileSync(at('privacy.md'), withReleases(readFileSync(at('privacy.md'), 'utf8')));
writeFileSync(at('releases.json'), withCatalogue(readFileSync(at('releases.json'), 'utf8')));
