/** Glue in memory: tables that are declared, and pointers. */
import type { GlueClient } from '@aws-sdk/client-glue';
import { awsError, type Faults } from './faults.ts';

interface Descriptor { Location: string }
interface Input {
  readonly DatabaseName: string; readonly Name: string; readonly TableName: string; readonly TableInput: { readonly Name: string; readonly StorageDescriptor: Descriptor };
  readonly PartitionInput: { readonly Values: readonly string[]; readonly StorageDescriptor: Descriptor }; readonly PartitionValueList: readonly string[]; readonly PartitionValues: readonly string[];
}

export class FakeGlue {
  readonly client: GlueClient;
  /** Location by database.table. */
  readonly tables = new Map<string, string>();
  /** Location by period, by database.table. */
  readonly partitions = new Map<string, Map<string, string>>();

  constructor(faults: Faults) {
    const send = (command: { readonly constructor: { readonly name: string }; readonly input: Input }) => faults.call(`${command.constructor.name} ${command.input.Name ?? command.input.TableName ?? command.input.TableInput?.Name ?? ''}`, () => this.#answer(command.constructor.name, command.input));
    this.client = { send } as unknown as GlueClient;
  }

  declare(database: string, name: string, location: string): void {
    this.tables.set(`${database}.${name}`, location);
  }

  pointersOf(database: string, name: string): Map<string, string> {
    const found = this.partitions.get(`${database}.${name}`) ?? new Map<string, string>();
    this.partitions.set(`${database}.${name}`, found);
    return found;
  }

  #answer(name: string, input: Input): object {
    const table = `${input.DatabaseName}.${input.Name ?? input.TableName ?? input.TableInput?.Name ?? ''}`;
    if (!this.tables.has(table)) throw awsError('EntityNotFoundException');
    const pointers = this.pointersOf(...(table.split('.') as [string, string]));
    switch (name) {
      case 'GetTableCommand': return { Table: { Name: input.Name, StorageDescriptor: { Location: this.tables.get(table), Columns: [] } } };
      case 'UpdateTableCommand': this.tables.set(table, input.TableInput.StorageDescriptor.Location); return {};
      case 'GetPartitionsCommand': return { Partitions: [...pointers].map(([value, Location]) => ({ Values: [value], StorageDescriptor: { Location } })) };
      case 'UpdatePartitionCommand':
        if (!pointers.has(input.PartitionValueList[0] ?? '')) throw awsError('EntityNotFoundException');
        pointers.set(input.PartitionValueList[0] ?? '', input.PartitionInput.StorageDescriptor.Location);
        return {};
      case 'CreatePartitionCommand':
        if (pointers.has(input.PartitionInput.Values[0] ?? '')) throw awsError('AlreadyExistsException');
        pointers.set(input.PartitionInput.Values[0] ?? '', input.PartitionInput.StorageDescriptor.Location);
        return {};
      case 'DeletePartitionCommand':
        if (!pointers.delete(input.PartitionValues[0] ?? '')) throw awsError('EntityNotFoundException');
        return {};
      default: throw new Error(`${name} is not part of this fake`);
    }
  }
}
