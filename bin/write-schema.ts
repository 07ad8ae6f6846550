/** `npm run docs:schema`: writes docs/schema.md and docs/schema.json. It may not decide what stands in them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import { schemaColumns, schemaDocument } from './schema-document.ts';

writeFileSync(join(PACKAGE_ROOT, 'docs/schema.md'), schemaDocument());
writeFileSync(join(PACKAGE_ROOT, 'docs/schema.json'), `${JSON.stringify(schemaColumns(), null, 2)}\n`);
