/**
 * Restores the register from a table that a point-in-time recovery made. What was given up and offered since is
 * replayed in that table first, which no function reads, and only then the items are copied: nothing that was given up
 * is ever in the table of the stack.
 */
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { CannotError, UsageError } from '#core/operator/failures';
import type { RegisterEvent } from '#core/register/event';
import { isGivenUp, linesLackedBy, type GivenUpEvent } from '#core/register/given-up';
import { address, person, values } from '#runtime/aws/register/log/keys';
import type { Restored, RestoreRequest } from '../../register-place.ts';
import { readGivenUpLines } from './given-up-lines.ts';
import { requireStopped } from './require-stopped.ts';
import { beginRestore, endRestore, isMarker } from './restore-marker.ts';
import { openOperatorsLog } from './operators-log.ts';
import type { RegisterDeployment } from './register-deployment.ts';
import { pagesOf, writeAll, type TableItem } from './table-items.ts';

/** Lines that are given up by one append. */
const AT_ONCE = 50;

/**
 * Restores into the stack's table, which may hold nobody unless it is to be replaced. It can be interrupted and run
 * again. Throws a CannotError or, where lines are missing, a UsageError.
 */
export async function restoreTable(
  deployment: RegisterDeployment,
  { backup, givenUp, isReplacing }: RestoreRequest,
  note: (text: string) => void,
): Promise<Restored> {
  const { dynamo, outputs, s3 } = deployment;
  const table = outputs('RegisterTable');
  if (backup === table)
    throw new UsageError('this is the table of the stack itself: name the table that the recovery made');
  await requireTable(deployment, backup);
  await requireStopped(deployment);
  const known = await readGivenUpLines(givenUp, s3);
  if (known.length === 0)
    throw new UsageError(
      'no line of what was given up is in --given-up: name s3://BUCKET/given-up/ of the register, or a copy of it',
    );
  const { events, own } = await readBackup(deployment, backup);
  const missing = linesLackedBy(own, known);
  if (missing === undefined)
    throw new UsageError(
      'the lines of --given-up lack some that the backup itself holds: name the latest ones',
    );
  const deletesFirst = await beginRestore(deployment, backup, isReplacing);
  await giveUp(deployment, backup, missing);
  note(`${missing.length} lines of what was given up or offered since are replayed in ${backup}`);
  if (deletesFirst) {
    const deleted = await writeAll(dynamo, { from: table, to: table, keysOnly: true }, (item) =>
      isMarker(item) ? undefined : { DeleteRequest: { Key: keyOf(item) } },
    );
    note(`${deleted} items are deleted from ${table}`);
  }
  const copied = await writeAll(dynamo, { from: backup, to: table, keysOnly: false }, (item) =>
    isMarker(item) ? undefined : { PutRequest: { Item: { ...item } } },
  );
  note(`${copied} items are copied to ${table}`);
  await endRestore(deployment);
  return { events: events + missing.length, replayed: missing.length };
}

async function requireTable({ dynamo, region }: RegisterDeployment, name: string): Promise<void> {
  const described = await dynamo.send(new DescribeTableCommand({ TableName: name })).catch((error: Error) => {
    if (/^(ResourceNotFoundException|ValidationException)$/.test(error.name)) return undefined;
    throw error;
  });
  if (described?.Table?.TableStatus !== 'ACTIVE')
    throw new CannotError(
      `there is no table of that name in ${region}, or it is still being restored: name what aws dynamodb restore-table-to-point-in-time made`,
    );
  const keys = (described.Table.KeySchema ?? []).map((key) => key.AttributeName).join(' ');
  if (keys !== 'pk sk') throw new CannotError('this table is not one of a register: name the restored one');
}

/** Returns how many events the backup holds, and the lines of what was given up before it was made. */
async function readBackup(
  { dynamo }: RegisterDeployment,
  backup: string,
): Promise<{ readonly events: number; readonly own: ReadonlySet<string> }> {
  const own = new Set<string>();
  let events = 0;
  for await (const page of pagesOf(dynamo, backup))
    for (const item of page) {
      const [pk = '', sk = '', body = '{}'] = [item['pk']?.S, item['sk']?.S, item['body']?.S];
      const isEvent = /^[ER]#/.test(sk);
      if (isEvent || pk.startsWith(values('')) || pk.startsWith('N#')) events++;
      if (!isEvent || !(pk.startsWith(person('')) || pk.startsWith(address('')))) continue;
      const event = JSON.parse(body) as RegisterEvent;
      if (isGivenUp(event)) own.add(JSON.stringify(event));
    }
  return { events, own };
}

/** Gives up the lines in a table that no function reads. */
async function giveUp(
  deployment: RegisterDeployment,
  table: string,
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return;
  const log = await openOperatorsLog(deployment, table);
  for (let at = 0; at < lines.length; at += AT_ONCE)
    await log.append(lines.slice(at, at + AT_ONCE).map((line) => JSON.parse(line) as GivenUpEvent));
  await log.purge();
}

const keyOf = ({ pk, sk }: TableItem) => ({ pk: pk ?? { S: '' }, sk: sk ?? { S: '' } });
