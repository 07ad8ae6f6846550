/** JSON Schemas of register.json, of forms and of items of the catalogue, for editors, from the shapes in the code. */
import { z } from 'zod';
import { formSchema } from '#core/register/form-schema';
import { catalogueItemSchema } from '#core/register/information/catalogue-schema';
import { registerConfigSchema } from '#core/register/register-config-schema';

/** Returns the texts of the files (JSON Schema 2020-12) by name; each describes what a person writes. */
export function registerSchemaFiles(): Readonly<Record<string, string>> {
  return {
    'register.schema.json': schemaText('register.json', registerConfigSchema),
    'register-form.schema.json': schemaText('register/forms/FORM.json', formSchema),
    'register-item.schema.json': schemaText('register/catalogue/ITEM.json', catalogueItemSchema),
  };
}

function schemaText(title: string, shape: z.ZodType): string {
  const schema = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ title, ...schema }, null, 2)}\n`;
}
