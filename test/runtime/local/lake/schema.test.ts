/** docs/schema.md matches the code; columns may be added, never removed or changed in type. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { displacedColumns, schemaColumns, schemaDocument } from '../../../../tools/schema-document.ts';
import { ROOT } from '../../../support/program.ts';

const committed = JSON.parse(readFileSync(join(ROOT, 'docs/schema.json'), 'utf8')) as Record<
  string,
  Record<string, string>
>;

it('docs/schema.md is that of the code', () => {
  expect(readFileSync(join(ROOT, 'docs/schema.md'), 'utf8'), 'npm run generate').toBe(schemaDocument());
});

it('no column was removed, changed its type or moved since the committed schema: new ones stand last', () => {
  expect(displacedColumns(committed, schemaColumns())).toEqual([]);
});

it('the committed schema knows every column', () => {
  expect(displacedColumns(schemaColumns(), committed), 'npm run generate').toEqual([]);
});

it('the comparison notices a removed, a changed and a moved column', () => {
  const before = { days: { site: 'string', visitors: 'bigint', gone: 'int' }, hours: { hour: 'int' } };
  expect(
    displacedColumns(before, { days: { site: 'string', visitors: 'int' }, hours: { hour: 'int' } }),
  ).toEqual(['days.visitors bigint', 'days.gone int']);
  expect(
    displacedColumns(before, {
      days: { site: 'string', visits: 'bigint', visitors: 'bigint', gone: 'int' },
      hours: { hour: 'int', more: 'int' },
    }),
  ).toEqual(['days.visitors bigint', 'days.gone int']);
});
