/** Glue's tables and partitions in memory, as far as the pipeline uses them. */
import type { TableInput } from '@aws-sdk/client-glue';
import type { GlueTables } from '../../standins/glue-tables.ts';
import { serviceError } from './calls.ts';

interface Named {
  readonly DatabaseName: string;
}
interface OfTable extends Named {
  readonly TableName: string;
}
interface Partition {
  readonly Values: readonly string[];
  readonly StorageDescriptor: { readonly Location: string };
}

const PAGE = 2;

export class FakeGlue {
  /** By database.table. */
  readonly tables: Map<string, TableInput>;
  /** Locations by database.table, then by value. */
  readonly partitions: Map<string, Map<string, string>>;
  /** Former locations of partitions, with the time at which they were left. */
  readonly replaced: Map<string, number>;
  readonly now: () => number;

  constructor(declared: GlueTables | FakeGlue, now: () => number) {
    this.now = now;
    const from = declared instanceof FakeGlue ? declared : undefined;
    this.replaced = new Map(from?.replaced);
    this.tables = new Map(
      declared instanceof FakeGlue
        ? declared.tables
        : declared.tables.map(({ database, input }) => [`${database}.${input.Name}`, input]),
    );
    this.partitions = new Map([...(from?.partitions ?? [])].map(([name, all]) => [name, new Map(all)]));
  }

  location(database: string, name: string): string {
    return this.#table(database, name).StorageDescriptor?.Location ?? '';
  }

  pointTable(database: string, name: string, location: string): void {
    const table = this.#table(database, name);
    this.tables.set(`${database}.${name}`, {
      ...table,
      StorageDescriptor: { ...table.StorageDescriptor, Location: location },
    });
  }

  /** Partitions of a table by value; a test may change them in place. */
  pointersOf(database: string, table: string): Map<string, string> {
    this.#table(database, table);
    const key = `${database}.${table}`;
    const found = this.partitions.get(key) ?? new Map<string, string>();
    this.partitions.set(key, found);
    return found;
  }

  readonly operations = {
    GetTableCommand: ({ DatabaseName, Name }: Named & { Name: string }) => ({
      Table: this.#table(DatabaseName, Name),
    }),
    UpdateTableCommand: ({ DatabaseName, TableInput: input }: Named & { TableInput: TableInput }) => {
      this.#table(DatabaseName, input.Name ?? '');
      this.tables.set(`${DatabaseName}.${input.Name}`, input);
      return {};
    },
    GetPartitionsCommand: ({ DatabaseName, TableName, NextToken }: OfTable & { NextToken?: string }) => {
      const all = [...this.pointersOf(DatabaseName, TableName)];
      const from = Number(NextToken ?? 0);
      return {
        Partitions: all
          .slice(from, from + PAGE)
          .map(([value, Location]) => ({ Values: [value], StorageDescriptor: { Location } })),
        NextToken: from + PAGE < all.length ? String(from + PAGE) : undefined,
      };
    },
    GetPartitionCommand: ({
      DatabaseName,
      TableName,
      PartitionValues: [value = ''],
    }: OfTable & { PartitionValues: readonly string[] }) => {
      const Location = this.pointersOf(DatabaseName, TableName).get(value);
      if (Location === undefined) throw serviceError('EntityNotFoundException');
      return { Partition: { Values: [value], StorageDescriptor: { Location } } };
    },
    UpdatePartitionCommand: ({
      DatabaseName,
      TableName,
      PartitionValueList: [value = ''],
      PartitionInput,
    }: OfTable & { PartitionValueList: readonly string[]; PartitionInput: Partition }) => {
      const pointers = this.pointersOf(DatabaseName, TableName);
      const before = pointers.get(value);
      if (before === undefined) throw serviceError('EntityNotFoundException');
      if (before !== PartitionInput.StorageDescriptor.Location) this.replaced.set(before, this.now());
      pointers.set(value, PartitionInput.StorageDescriptor.Location);
      return {};
    },
    CreatePartitionCommand: ({
      DatabaseName,
      TableName,
      PartitionInput: {
        Values: [value = ''],
        StorageDescriptor,
      },
    }: OfTable & { PartitionInput: Partition }) => {
      const pointers = this.pointersOf(DatabaseName, TableName);
      if (pointers.has(value)) throw serviceError('AlreadyExistsException');
      pointers.set(value, StorageDescriptor.Location);
      return {};
    },
    DeletePartitionCommand: ({
      DatabaseName,
      TableName,
      PartitionValues: [value = ''],
    }: OfTable & { PartitionValues: readonly string[] }) => {
      if (!this.pointersOf(DatabaseName, TableName).delete(value))
        throw serviceError('EntityNotFoundException');
      return {};
    },
  };

  #table(database: string, name: string): TableInput {
    const found = this.tables.get(`${database}.${name}`);
    if (found === undefined) throw serviceError('EntityNotFoundException');
    return found;
  }
}
