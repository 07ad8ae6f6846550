/**
 * The state table in memory: items by run and step, the conditions of the lease, pages, and the size limit of an item.
 */
import { serviceError } from './calls.ts';

type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;
interface Write {
  readonly Item: Item;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: Item;
}
interface Keyed {
  readonly Key: Item;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: Item;
}

const PAGE = 50;
const MOST_BYTES = 400 * 1024;

export class FakeDynamoDb {
  readonly items: Map<string, Item>;

  constructor(items: ReadonlyMap<string, Item> = new Map()) {
    this.items = new Map(items);
  }

  readonly operations = {
    PutItemCommand: ({ Item: item, ConditionExpression, ExpressionAttributeValues: values }: Write) => {
      if (JSON.stringify(item).length > MOST_BYTES) throw serviceError('ValidationException');
      const there = this.items.get(keyOf(item));
      const free =
        there === undefined ||
        Number(there['until']?.N) < Number(values?.[':now']?.N) ||
        there['holder']?.S === values?.[':owner']?.S;
      if (ConditionExpression !== undefined && !free) throw serviceError('ConditionalCheckFailedException');
      this.items.set(keyOf(item), item);
      return {};
    },
    GetItemCommand: ({ Key }: Keyed) => ({ Item: this.items.get(keyOf(Key)) }),
    DeleteItemCommand: ({ Key, ConditionExpression, ExpressionAttributeValues: values }: Keyed) => {
      if (
        ConditionExpression !== undefined &&
        this.items.get(keyOf(Key))?.['holder']?.S !== values?.[':owner']?.S
      )
        throw serviceError('ConditionalCheckFailedException');
      this.items.delete(keyOf(Key));
      return {};
    },
    QueryCommand: ({
      ExpressionAttributeValues: values,
      ExclusiveStartKey: from,
    }: {
      ExpressionAttributeValues: Item;
      ExclusiveStartKey?: Item;
    }) => {
      const all = [...this.items]
        .filter(([, item]) => item['run']?.S === values[':run']?.S)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
      const left = all.filter(([key]) => from === undefined || key > keyOf(from)).map(([, item]) => item);
      const last = left.length > PAGE ? left[PAGE - 1] : undefined;
      return {
        Items: left.slice(0, PAGE),
        LastEvaluatedKey: last === undefined ? undefined : { run: last['run'], step: last['step'] },
      };
    },
  };
}

const keyOf = (item: Item) => `${item['run']?.S} ${item['step']?.S}`;
