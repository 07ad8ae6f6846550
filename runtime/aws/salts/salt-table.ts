/**
 * Salts in DynamoDB: one item of 32 random bytes per local day, created once by whoever needs it first. It may not keep
 * a salt, nor create one for any day but its caller's today.
 */
import { randomBytes } from 'node:crypto';
import { addDays, type Zone } from '#core/time/zone';
import { AwsFault } from '../client/aws-fault.ts';
import type { CallAws } from '../client/call-aws.ts';

const SALT_BYTES = 32;
/** TTL is a second safeguard, after the scheduled deletion: an hour after the day. */
const GRACE_SECONDS = 3_600;
const TIMEOUT_MS = 1_000;

export interface SaltTable {
  readonly call: CallAws;
  readonly table: string;
  readonly zone: Zone;
}

/**
 * Returns the salt of `today`, read with strong consistency and created by a conditional put where there is none; the
 * losers of a race read the winner's. Rejects with an AwsFault. The caller wipes the bytes: no other copy is left here.
 */
export async function readOrCreateSalt(today: string, salts: SaltTable): Promise<Buffer> {
  const existing = await readSalt(today, salts);
  if (existing !== undefined) return existing;
  const created = randomBytes(SALT_BYTES);
  let outcome;
  try {
    outcome = await putSalt(today, created, salts);
  } finally {
    if (outcome !== 'made') created.fill(0);
  }
  if (outcome === 'made') return created;
  const winner = await readSalt(today, salts);
  if (winner === undefined) throw new AwsFault('salt.gone', true);
  return winner;
}

async function readSalt(day: string, { call, table }: SaltTable): Promise<Buffer | undefined> {
  const answer = await call({
    service: 'dynamodb',
    target: 'DynamoDB_20120810.GetItem',
    timeoutMs: TIMEOUT_MS,
    secretAnswer: true,
    input: { TableName: table, Key: { day: { S: day } }, ConsistentRead: true },
  });
  const item = (answer as { readonly Item?: { readonly salt?: { readonly B?: unknown } } }).Item;
  if (item === undefined) return undefined;
  const salt = item.salt?.B;
  if (Buffer.isBuffer(salt) && salt.length === SALT_BYTES) return salt;
  if (Buffer.isBuffer(salt)) salt.fill(0);
  throw new AwsFault('salt.unreadable', false);
}

async function putSalt(
  day: string,
  salt: Buffer,
  { call, table, zone }: SaltTable,
): Promise<'made' | 'lost'> {
  const expires = Math.ceil(zone.startOfDay(addDays(day, 1)) / 1_000) + GRACE_SECONDS;
  try {
    await call({
      service: 'dynamodb',
      target: 'DynamoDB_20120810.PutItem',
      timeoutMs: TIMEOUT_MS,
      secret: salt,
      input: {
        TableName: table,
        Item: { day: { S: day }, salt: { B: '' }, expires: { N: String(expires) } },
        ConditionExpression: 'attribute_not_exists(#day)',
        ExpressionAttributeNames: { '#day': 'day' },
      },
    });
    return 'made';
  } catch (error) {
    // Without an answer it is unknown whose put succeeded: a read decides, and the salt read is the table's in either
    // case.
    if (error instanceof AwsFault && (error.code === 'ConditionalCheckFailedException' || error.isTransient))
      return 'lost';
    throw error;
  }
}
