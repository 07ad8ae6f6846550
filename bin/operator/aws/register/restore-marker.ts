/**
 * An item of the stack's table that says that a restore is under way, and from which table: one that was cut off is
 * finished by the same, since items of two backups do not go together.
 */
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { CannotError } from '#core/operator/failures';
import { person } from '#runtime/aws/register/log/keys';
import type { RegisterDeployment } from './register-deployment.ts';
import { pagesOf, type TableItem } from './table-items.ts';

const KEY: Record<string, AttributeValue> = { pk: { S: 'X#restore' }, sk: { S: 'H' } };

/** Whether the item is the marker, which is never copied. */
export const isMarker = ({ pk }: TableItem): boolean => pk?.S === KEY['pk']?.S;

/**
 * Begins or continues a restore; returns whether what the table holds is deleted first. Throws a CannotError where it
 * holds people, or a restore of another backup that was not finished.
 */
export async function beginRestore(
  { dynamo, outputs }: RegisterDeployment,
  backup: string,
  isReplacing: boolean,
): Promise<boolean> {
  const TableName = outputs('RegisterTable');
  const { Item } = await dynamo.send(new GetItemCommand({ TableName, Key: KEY, ConsistentRead: true }));
  const begun = Item?.['backup']?.S;
  if (!isReplacing && begun !== undefined && begun !== backup)
    throw new CannotError(
      `an earlier restore of ${begun} did not finish: run it again with that table, or start over with --replace`,
    );
  if (!isReplacing && begun === undefined && (await holdsPeople({ dynamo, outputs })))
    throw new CannotError(
      `${TableName} holds people already: --replace deletes what it holds before it copies (docs/register-operations.md)`,
    );
  const deletes = isReplacing || Item?.['replacing']?.BOOL === true;
  await dynamo.send(
    new PutItemCommand({ TableName, Item: { ...KEY, backup: { S: backup }, replacing: { BOOL: deletes } } }),
  );
  return deletes;
}

/** Ends it: the table is whole. */
export async function endRestore({ dynamo, outputs }: RegisterDeployment): Promise<void> {
  await dynamo.send(new DeleteItemCommand({ TableName: outputs('RegisterTable'), Key: KEY }));
}

async function holdsPeople({
  dynamo,
  outputs,
}: Pick<RegisterDeployment, 'dynamo' | 'outputs'>): Promise<boolean> {
  for await (const page of pagesOf(dynamo, outputs('RegisterTable'), { keysOnly: true, prefix: person('') }))
    if (page.length > 0) return true;
  return false;
}
