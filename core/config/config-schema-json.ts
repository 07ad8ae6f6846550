/** The configuration's JSON Schema for editors. It may not say more or less than schema.ts. */
import { z } from 'zod';
import { configSchema } from './schema.ts';

/** The text of headcount.schema.json (JSON Schema 2020-12), describing what a user writes. */
export function configSchemaJson(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ title: 'headcount.json', ...schema }, null, 2)}\n`;
}
