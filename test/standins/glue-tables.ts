/**
 * Creates Glue databases and tables in moto as a synthesized template declares them, so that Trino reads what Athena
 * would. It may not add to the template, except for the owner of a view, which Trino needs and Athena does not.
 */
import {
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteDatabaseCommand,
  type GlueClient,
  type TableInput,
} from '@aws-sdk/client-glue';

export interface GlueTables {
  readonly databases: readonly string[];
  readonly tables: readonly { readonly database: string; readonly input: TableInput }[];
}

export interface Template {
  readonly Resources?: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
  >;
}

/**
 * `names` gives the values of Refs to logical ids, parameters and imports: buckets, AWS::AccountId, AWS::Region,
 * AWS::Partition. Throws on a reference that it does not name.
 */
export function tablesOfTemplate(template: Template, names: Readonly<Record<string, string>>): GlueTables {
  const resources = Object.entries(template.Resources ?? {});
  const own = Object.fromEntries(
    resources
      .filter(([, one]) => one.Type === 'AWS::Glue::Database')
      .map(([id, one]) => [id, databaseName(one.Properties, names)]),
  );
  const known = { ...own, ...names };
  return {
    databases: Object.values(own),
    tables: resources
      .filter(([, one]) => one.Type === 'AWS::Glue::Table')
      .map(([, { Properties: properties }]) => ({
        database: String(resolved(properties?.['DatabaseName'], known)),
        input: resolved(properties?.['TableInput'], known) as TableInput,
      })),
  };
}

/** Creates them, after deleting databases of the same name with all their content. */
export async function createTables(glue: GlueClient, { databases, tables }: GlueTables): Promise<void> {
  for (const Name of databases) {
    await glue.send(new DeleteDatabaseCommand({ Name })).catch(() => undefined);
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
  }
  for (const { database, input } of tables) {
    const owned = input.TableType === 'VIRTUAL_VIEW' ? { Owner: 'test', ...input } : input;
    await glue.send(new CreateTableCommand({ DatabaseName: database, TableInput: owned }));
  }
}

function databaseName(
  properties: Readonly<Record<string, unknown>> | undefined,
  names: Readonly<Record<string, string>>,
): string {
  const input = properties?.['DatabaseInput'] as { readonly Name?: unknown } | undefined;
  return String(resolved(input?.Name, names));
}

/** Returns a value of a template with its references and joins resolved. */
export function resolved(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, names));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && name === 'Ref') return named(String(argument), names);
  if (entries.length === 1 && name === 'Fn::GetAtt')
    return named((argument as readonly string[]).join('.'), names);
  if (entries.length === 1 && name === 'Fn::ImportValue')
    return named(String(resolved(argument, names)), names);
  if (entries.length === 1 && name === 'Fn::Join') {
    const [separator, parts] = argument as readonly [string, readonly unknown[]];
    return (resolved(parts, names) as readonly unknown[]).map(String).join(separator);
  }
  if (entries.length === 1 && name === 'Fn::Sub' && typeof argument === 'string')
    return argument.replaceAll(/\$\{([^}]+)\}/g, (_, reference: string) => named(reference, names));
  return Object.fromEntries(entries.map(([key, one]) => [key, resolved(one, names)]));
}

function named(reference: string, names: Readonly<Record<string, string>>): string {
  const value = names[reference];
  if (value === undefined)
    throw new Error(`the template refers to ${reference}, for which the test has no name`);
  return value;
}
