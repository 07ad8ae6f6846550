/** Glue's tables and partitions in memory: as much as the seal points at. */
import type { TableInput } from '@aws-sdk/client-glue';
import type { GlueTables } from '../../../../standins/glue-tables.ts';
import { serviceError } from './calls.ts';

interface Named { readonly DatabaseName: string }
interface OfTable extends Named { readonly TableName: string }
interface Partition { readonly Values: readonly string[]; readonly StorageDescriptor: { readonly Location: string } }

const PAGE = 3;

export class FakeGlue {
  readonly tables: Map<string, TableInput>;
  /** Locations by database.table, then by value. */
  readonly partitions: Map<string, Map<string, string>>;

  /** Locations that a partition has left, and when. */
  readonly replaced: Map<string, number>;
  readonly now: () => number;

  constructor(declared: GlueTables | FakeGlue, now: () => number) {
    this.now = now;
    this.replaced = new Map(declared instanceof FakeGlue ? declared.replaced : []);
    this.tables = 'input' in (([...declared.tables][0] ?? {}) as object)
      ? new Map((declared as GlueTables).tables.map(({ database, input }) => [`${database}.${input.Name}`, input]))
      : new Map((declared as FakeGlue).tables);
    this.partitions = new Map(declared instanceof FakeGlue ? [...declared.partitions].map(([name, all]) => [name, new Map(all)]) : []);
  }

  location(database: string, name: string): string {
    return this.tables.get(`${database}.${name}`)?.StorageDescriptor?.Location ?? '';
  }

  of(database: string, table: string): Map<string, string> {
    const key = `${database}.${table}`;
    if (!this.tables.has(key)) throw serviceError('EntityNotFoundException');
    const found = this.partitions.get(key) ?? new Map<string, string>();
    this.partitions.set(key, found);
    return found;
  }

  readonly operations = {
    GetTableCommand: ({ DatabaseName, Name }: Named & { Name: string }) => {
      const table = this.tables.get(`${DatabaseName}.${Name}`);
      if (table === undefined) throw serviceError('EntityNotFoundException');
      return { Table: table };
    },
    UpdateTableCommand: ({ DatabaseName, TableInput: input }: Named & { TableInput: TableInput }) => {
      this.tables.set(`${DatabaseName}.${input.Name}`, input);
      return {};
    },
    GetPartitionsCommand: ({ DatabaseName, TableName, NextToken }: OfTable & { NextToken?: string }) => {
      const all = [...this.of(DatabaseName, TableName)];
      const from = Number(NextToken ?? 0);
      return { Partitions: all.slice(from, from + PAGE).map(([value, Location]) => ({ Values: [value], StorageDescriptor: { Location } })), NextToken: from + PAGE < all.length ? String(from + PAGE) : undefined };
    },
    GetPartitionCommand: ({ DatabaseName, TableName, PartitionValues: [value = ''] }: OfTable & { PartitionValues: readonly string[] }) => {
      const Location = this.of(DatabaseName, TableName).get(value);
      if (Location === undefined) throw serviceError('EntityNotFoundException');
      return { Partition: { Values: [value], StorageDescriptor: { Location } } };
    },
    UpdatePartitionCommand: ({ DatabaseName, TableName, PartitionValueList: [value = ''], PartitionInput }: OfTable & { PartitionValueList: readonly string[]; PartitionInput: Partition }) => {
      if (!this.of(DatabaseName, TableName).has(value)) throw serviceError('EntityNotFoundException');
      const before = this.of(DatabaseName, TableName).get(value) ?? '';
      if (before !== PartitionInput.StorageDescriptor.Location) this.replaced.set(before, this.now());
      this.of(DatabaseName, TableName).set(value, PartitionInput.StorageDescriptor.Location);
      return {};
    },
    CreatePartitionCommand: ({ DatabaseName, TableName, PartitionInput }: OfTable & { PartitionInput: Partition }) => {
      this.of(DatabaseName, TableName).set(PartitionInput.Values[0] ?? '', PartitionInput.StorageDescriptor.Location);
      return {};
    },
    DeletePartitionCommand: ({ DatabaseName, TableName, PartitionValues: [value = ''] }: OfTable & { PartitionValues: readonly string[] }) => {
      if (!this.of(DatabaseName, TableName).delete(value)) throw serviceError('EntityNotFoundException');
      return {};
    },
  };
}
