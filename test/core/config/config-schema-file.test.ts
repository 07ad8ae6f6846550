/** headcount.schema.json, which editors read, is generated from the schema in the code. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configSchemaJson } from '#core/config/config-schema-json';

const FILE = join(resolve(import.meta.dirname, '../../..'), 'headcount.schema.json');

describe('headcount.schema.json', () => {
  it('is what the code says', () => {
    expect(readFileSync(FILE, 'utf8'), 'npm run generate').toBe(configSchemaJson());
  });

  it('the schema describes what a user writes: only sites are required, defaults are stated, unknown keys are wrong', () => {
    const schema = JSON.parse(configSchemaJson()) as {
      required: string[];
      additionalProperties: boolean;
      properties: Record<string, { default?: unknown }>;
    };
    expect(schema.required).toEqual(['sites']);
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties['k']?.default).toBe(10);
  });
});
