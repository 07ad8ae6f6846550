/** The configuration's JSON Schema for editors, generated from schema.ts. */
import { z } from 'zod';
import { configSchema } from './schema.ts';

/** Returns the text of headcount.schema.json (JSON Schema 2020-12), which describes the input of users. */
export function configSchemaJson(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ title: 'headcount.json', ...schema }, null, 2)}\n`;
}
