/** The JSON Schemas of the register, which editors read, are generated from the shapes in the code. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { registerSchemaFiles } from '../../tools/register-schemas.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FILES = registerSchemaFiles();

interface Schema {
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly properties: Readonly<Record<string, { readonly default?: unknown; readonly enum?: unknown }>>;
}
const schemaOf = (name: string) => JSON.parse(FILES[name] ?? '{}') as Schema;

describe('the schema files of the register', () => {
  it.each(Object.keys(FILES))('%s is what the code says', (name) => {
    expect(readFileSync(join(ROOT, name), 'utf8'), 'npm run generate').toBe(FILES[name]);
  });

  it('describe what a person writes: what may be left out, defaults, and that other keys are wrong', () => {
    const config = schemaOf('register.schema.json');
    expect([config.required, config.additionalProperties]).toEqual([undefined, false]);
    expect(config.properties['timeZone']?.default).toBe('UTC');
    expect(Object.keys(config.properties)).toEqual(expect.arrayContaining(['$schema', 'mail', 'aws']));
    const form = schemaOf('register-form.schema.json');
    expect(form.required).toEqual(['id', 'kind', 'title', 'fields', 'notice']);
    expect(form.properties['kind']?.enum).toContain('workshop');
    expect(schemaOf('register-item.schema.json').required).toEqual([
      'id',
      'kind',
      'title',
      'text',
      'topics',
      'link',
    ]);
  });

  it('know every key that the demo has, so that an editor underlines nothing in a copy of it', () => {
    const known = (name: string) => Object.keys(schemaOf(name).properties);
    expect(known('register.schema.json')).toEqual(expect.arrayContaining(Object.keys(DEMO_REGISTER.config)));
    for (const form of DEMO_REGISTER.forms)
      expect(known('register-form.schema.json')).toEqual(expect.arrayContaining(Object.keys(form)));
    for (const item of DEMO_REGISTER.catalogue)
      expect(known('register-item.schema.json')).toEqual(expect.arrayContaining(Object.keys(item)));
  });
});
