/** docs/schema.md says what the code has; columns may be added, never removed or changed in type. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { schemaColumns, schemaDocument } from '../../../../bin/schema-document.ts';
import { ROOT } from '../../../support/program.ts';

type Columns = Readonly<Record<string, Readonly<Record<string, string>>>>;
const committed = JSON.parse(readFileSync(join(ROOT, 'docs/schema.json'), 'utf8')) as Columns;

/** Columns of the first argument that the second lacks or has with another type. */
function lost(before: Columns, now: Columns): string[] {
  return Object.entries(before).flatMap(([table, columns]) =>
    Object.entries(columns)
      .filter(([name, type]) => now[table]?.[name] !== type)
      .map(([name, type]) => `${table}.${name} ${type}`),
  );
}

it('docs/schema.md is that of the code', () => {
  expect(readFileSync(join(ROOT, 'docs/schema.md'), 'utf8'), 'npm run docs:schema').toBe(schemaDocument());
});

it('no column was removed or changed its type since the committed schema', () => {
  expect(lost(committed, schemaColumns())).toEqual([]);
});

it('the committed schema knows every column', () => {
  expect(lost(schemaColumns(), committed), 'npm run docs:schema').toEqual([]);
});

it('would notice a removed and a changed column', () => {
  expect(lost({ days: { visitors: 'bigint', gone: 'int' } }, { days: { visitors: 'int' } })).toEqual([
    'days.visitors bigint',
    'days.gone int',
  ]);
});
