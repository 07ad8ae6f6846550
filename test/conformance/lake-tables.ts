/**
 * The lake's Glue tables for the conformance tests: those of the synthesized stack, with buckets of the test. It may
 * not change what the stack declares.
 */
import { tablesOfTemplate, type GlueTables, type Template } from '../standins/glue-tables.ts';
import { STAGE } from './synthesized-lake.ts';

const VIEWS = `headcount_${STAGE}`;
export const DATABASES = { views: VIEWS, store: `${VIEWS}_store`, scratch: `${VIEWS}_scratch` } as const;

export function lakeTables(
  template: Template,
  buckets: { readonly arrivals: string; readonly facts: string },
): GlueTables {
  const named = Object.entries(template.Resources ?? {})
    .filter(([, one]) => one.Type === 'AWS::S3::Bucket')
    .map(([id]) => [id, /arrivals/i.test(id) ? buckets.arrivals : buckets.facts]);
  return tablesOfTemplate(template, {
    ...(Object.fromEntries(named) as Record<string, string>),
    'AWS::AccountId': '123456789012',
  });
}
