/** The state table in memory: items by run and step, and the lease's condition. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsError, type Faults } from './faults.ts';

type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;
interface Input { readonly Item?: Item; readonly Key?: Item; readonly ConditionExpression?: string; readonly ExpressionAttributeValues?: Item }

export class FakeDynamo {
  readonly client: DynamoDBClient;
  readonly items = new Map<string, Item>();

  constructor(faults: Faults) {
    const send = (command: { readonly constructor: { readonly name: string }; readonly input: Input }) => {
      const key = keyOf(command.input.Item ?? command.input.Key ?? {});
      return faults.call(`${command.constructor.name} ${key}`, () => this.#answer(command.constructor.name, key, command.input));
    };
    this.client = { send } as unknown as DynamoDBClient;
  }

  #answer(name: string, key: string, input: Input): object {
    const held = this.items.get(key);
    const values = input.ExpressionAttributeValues ?? {};
    switch (name) {
      case 'GetItemCommand': return held === undefined ? {} : { Item: held };
      case 'QueryCommand': return { Items: [...this.items.values()].filter((item) => item['run']?.S === values[':run']?.S) };
      case 'PutItemCommand':
        if (input.ConditionExpression !== undefined && held !== undefined && held['holder']?.S !== values[':owner']?.S && Number(held['until']?.N) >= Number(values[':now']?.N)) throw awsError('ConditionalCheckFailedException');
        this.items.set(key, input.Item ?? {});
        return {};
      case 'DeleteItemCommand':
        if (input.ConditionExpression !== undefined && held?.['holder']?.S !== values[':owner']?.S) throw awsError('ConditionalCheckFailedException');
        this.items.delete(key);
        return {};
      default: throw new Error(`${name} is not part of this fake`);
    }
  }
}

const keyOf = (item: Item) => `${item['run']?.S ?? ''} ${item['step']?.S ?? ''}`;
