/** How items and writes look in DynamoDB's JSON. */
import type { Item, Key, Write } from './item-store.ts';

type Attribute = { readonly S: string } | { readonly N: string };
export type Attributes = Readonly<Record<string, Attribute>>;

/** Returns the attributes of a key. */
export const keyAttributes = ({ pk, sk }: Key): Attributes => ({ pk: { S: pk }, sk: { S: sk } });

/** Returns a write as a member of `TransactItems`. */
export function formatWrite(write: Write, table: string): object {
  if (write.kind === 'delete') return { Delete: { TableName: table, Key: keyAttributes(write.key) } };
  if (write.kind === 'put')
    return { Put: { TableName: table, Item: formatItem(write.item), ...conditionOf(write.if, 'seq') } };
  const Key = keyAttributes(write.key);
  if (write.kind === 'check')
    return {
      ConditionCheck: { TableName: table, Key, ...conditionOf(write.if, write.key.sk === 'S' ? 'n' : 'seq') },
    };
  const { ExpressionAttributeValues = {}, ...condition } = conditionOf(write.if, 'n');
  return {
    Update: {
      TableName: table,
      Key,
      UpdateExpression: 'ADD n :add',
      ...condition,
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':add': { N: String(write.add) } },
    },
  };
}

function conditionOf(
  version: number | 'absent' | undefined,
  attribute: 'seq' | 'n',
): { readonly ConditionExpression?: string; readonly ExpressionAttributeValues?: Attributes } {
  if (version === undefined) return {};
  if (version === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: `${attribute} = :version`,
    ExpressionAttributeValues: { ':version': { N: String(version) } },
  };
}

function formatItem({ pk, sk, body, seq, list, ref }: Item): Attributes {
  return {
    ...keyAttributes({ pk, sk }),
    ...(body === undefined ? {} : { body: { S: body } }),
    ...(seq === undefined ? {} : { seq: { N: String(seq) } }),
    ...(list === undefined ? {} : { list: { S: list } }),
    ...(ref === undefined ? {} : { ref: { S: ref } }),
  };
}

/** Returns the item of a page; of an index, what the index holds. */
export function readItem(attributes: Attributes): Item {
  const text = (name: string) => {
    const value = attributes[name];
    return value !== undefined && 'S' in value ? value.S : undefined;
  };
  const number = (name: string) => {
    const value = attributes[name];
    return value !== undefined && 'N' in value ? Number(value.N) : undefined;
  };
  const [body, list, ref] = [text('body'), text('list'), text('ref')];
  const [seq, count] = [number('seq'), number('n')];
  return {
    pk: text('pk') ?? '',
    sk: text('sk') ?? '',
    ...(body === undefined ? {} : { body }),
    ...(list === undefined ? {} : { list }),
    ...(ref === undefined ? {} : { ref }),
    ...(seq === undefined ? {} : { seq }),
    ...(count === undefined ? {} : { count }),
  };
}
