/**
 * Reads and moves the locations of the lake's tables in Glue. It does not create or drop a table: the stack declares
 * them.
 */
import {
  CreatePartitionCommand,
  DeletePartitionCommand,
  EntityNotFoundException,
  GetPartitionCommand,
  GetPartitionsCommand,
  GetTableCommand,
  UpdatePartitionCommand,
  UpdateTableCommand,
  type GlueClient,
  type StorageDescriptor,
  type Table,
} from '@aws-sdk/client-glue';

export class Catalogue {
  readonly #client: GlueClient;

  constructor(client: GlueClient) {
    this.#client = client;
  }

  /** Points a table without partitions at a prefix (s3://bucket/prefix/). */
  async pointTable(database: string, name: string, location: string): Promise<void> {
    const table = await this.#table(database, name);
    const { Description, Owner, Retention, PartitionKeys, TableType, Parameters } = table;
    await this.#client.send(
      new UpdateTableCommand({
        DatabaseName: database,
        TableInput: {
          Name: name,
          Description,
          Owner,
          Retention,
          PartitionKeys,
          TableType,
          Parameters,
          StorageDescriptor: { ...table.StorageDescriptor, Location: location },
        },
        SkipArchive: true,
      }),
    );
  }

  /** Returns the location of a table without partitions. */
  async location(database: string, name: string): Promise<string> {
    return (await this.#table(database, name)).StorageDescriptor?.Location ?? '';
  }

  /** Points a partition, new or existing, at a prefix: the next query reads from there. */
  async pointPartition(database: string, table: string, value: string, location: string): Promise<void> {
    const descriptor: StorageDescriptor = {
      ...(await this.#table(database, table)).StorageDescriptor,
      Location: location,
    };
    const partition = { Values: [value], StorageDescriptor: descriptor };
    try {
      await this.#client.send(
        new UpdatePartitionCommand({
          DatabaseName: database,
          TableName: table,
          PartitionValueList: [value],
          PartitionInput: partition,
        }),
      );
    } catch (error) {
      if (!isMissing(error)) throw error;
      await this.#client.send(
        new CreatePartitionCommand({ DatabaseName: database, TableName: table, PartitionInput: partition }),
      );
    }
  }

  /** Drops a partition; does nothing where there is none. */
  async dropPartition(database: string, table: string, value: string): Promise<void> {
    try {
      await this.#client.send(
        new DeletePartitionCommand({ DatabaseName: database, TableName: table, PartitionValues: [value] }),
      );
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Returns the location of one partition; undefined where there is none. */
  async partition(database: string, table: string, value: string): Promise<string | undefined> {
    try {
      const { Partition: existing } = await this.#client.send(
        new GetPartitionCommand({ DatabaseName: database, TableName: table, PartitionValues: [value] }),
      );
      return existing?.StorageDescriptor?.Location;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Returns the location of each partition of a table with one key. */
  async partitions(database: string, table: string): Promise<ReadonlyMap<string, string>> {
    const locations = new Map<string, string>();
    let token: string | undefined;
    do {
      const page = await this.#client.send(
        new GetPartitionsCommand({
          DatabaseName: database,
          TableName: table,
          ExcludeColumnSchema: true,
          ...(token === undefined ? {} : { NextToken: token }),
        }),
      );
      for (const partition of page.Partitions ?? [])
        locations.set(partition.Values?.[0] ?? '', partition.StorageDescriptor?.Location ?? '');
      token = page.NextToken;
    } while (token !== undefined);
    return locations;
  }

  async #table(database: string, name: string): Promise<Table> {
    const { Table: table } = await this.#client.send(
      new GetTableCommand({ DatabaseName: database, Name: name }),
    );
    if (table === undefined) throw new Error(`${database}.${name} is not declared: deploy the stack again`);
    return table;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof EntityNotFoundException || (error as Error).name === 'EntityNotFoundException';
}
