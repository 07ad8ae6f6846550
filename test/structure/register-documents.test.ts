/** The guides of the register: their examples are read without a mistake, and they name every key. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkNotice } from '#core/register/check-notice';
import { formSchema } from '#core/register/form-schema';
import { catalogueItemSchema } from '#core/register/information/catalogue-schema';
import { parseRegister } from '#core/register/parse-register';
import { registerConfigSchema } from '#core/register/register-config-schema';

const ROOT = resolve(import.meta.dirname, '../..');
const text = (name: string) => readFileSync(join(ROOT, 'docs', name), 'utf8');
const OPERATIONS = text('register-operations.md');
const MARKETING = text('register-marketing.md');

/** Returns the first block of JSON of a document that begins with a key. */
function exampleOf(document: string, key: string): Record<string, unknown> {
  const block = [...document.matchAll(/^```json\n([\s\S]*?)^```$/gm)].find(([, json = '']) =>
    json.trimStart().slice(1).trimStart().startsWith(`"${key}"`),
  );
  return JSON.parse(block?.[1] ?? 'null') as Record<string, unknown>;
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}
const keysOf = (schema: Schema): readonly string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([key, one]) => [
    key,
    ...keysOf(one),
    ...keysOf(one.items ?? {}),
  ]);
const keysIn = (schema: z.ZodType) =>
  keysOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema);
const namedIn = (document: string) =>
  new Set([...document.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.split(/[^\w$-]+/)));

describe('the guides of the register', () => {
  it('have a register.json and a form that are read without a mistake, and whose notice lacks nothing', () => {
    const config = { ...exampleOf(OPERATIONS, 'url'), languages: ['en'] };
    const form = exampleOf(MARKETING, 'id');
    const register = parseRegister({ file: 'register.json', text: JSON.stringify(config) }, [
      { file: 'form', text: JSON.stringify(form) },
    ]);
    const [read] = register.forms.values();
    expect(read?.id).toBe('workshop-2027');
    expect(read === undefined ? undefined : checkNotice(read, register.config)).toEqual([]);
  });

  it('have a register.json with all of its languages', () => {
    const config = { file: 'register.json', text: JSON.stringify(exampleOf(OPERATIONS, 'url')) };
    expect(parseRegister(config, []).config.languages).toEqual(['en', 'de']);
  });

  it('have an item of the catalogue that is read without a mistake', () => {
    const item = { file: 'item', text: JSON.stringify(exampleOf(MARKETING, 'link')) };
    expect([...parseRegister(undefined, [], [item]).catalogue.keys()]).toEqual(['note-flim']);
  });

  it.each([
    ['register.json', registerConfigSchema, OPERATIONS, 'givenUpCopy'],
    ['a form', formSchema, MARKETING, 'returnTo'],
    ['an item of the catalogue', catalogueItemSchema, MARKETING, 'until'],
  ] as const)('name each key of %s', (_file, schema, document, one) => {
    const keys = keysIn(schema);
    expect(keys).toContain(one);
    const named = namedIn(document);
    expect(keys.filter((key) => !named.has(key))).toEqual([]);
  });
});
