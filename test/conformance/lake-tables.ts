/** The lake's Glue tables for the conformance, under names of its own. */
import type { GlueTables } from '../standins/glue-tables.ts';
import { tablesOfSchema } from '../standins/schema-tables.ts';

export interface LakeTables {
  readonly databases: { readonly views: string; readonly store: string; readonly scratch: string };
  readonly glue: GlueTables;
}

export function lakeTables({ stage, arrivalsBucket, factsBucket }: { readonly stage: string; readonly arrivalsBucket: string; readonly factsBucket: string }): LakeTables {
  const views = `headcount_${stage}`;
  return { databases: { views, store: `${views}_store`, scratch: `${views}_scratch` }, glue: tablesOfSchema({ database: views, arrivalsBucket, factsBucket }) };
}
