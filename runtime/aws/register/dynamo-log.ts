/** Opens the register's log on DynamoDB. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressKey } from '#core/register/address-key';
import type { RegisterLog } from '#core/register/register-log';
import { backOff } from '../client/back-off.ts';
import { callAws, type CallAws } from '../client/call-aws.ts';
import type { ItemStore } from './log/item-store.ts';
import { DynamoItems } from './log/dynamo-items.ts';
import { TableLog } from './log/table-log.ts';

export interface OpenLogOptions {
  readonly keyOf: AddressKey;
  /**
   * Keeps lines of what is given up, durably, before the table has them; where the table then does not take them, they
   * say too much, and never too little.
   */
  readonly keepGivenUp: (lines: readonly string[]) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface DynamoLogOptions extends OpenLogOptions {
  /** Name of the table. */
  readonly table: string;
  /** Calls with other credentials than a function's own. */
  readonly call?: CallAws;
}

const UNIT = 2 ** 32;
const random = (): number => randomInt(UNIT) / UNIT;

/** Returns the log; its methods reject with an AwsFault where the table does not answer. */
export function openDynamoLog({ table, call = callAws, ...options }: DynamoLogOptions): RegisterLog {
  const sleeping = (ms: number) => sleep(ms);
  return openTableLog(new DynamoItems({ call, table, random, token: randomUUID, sleep: sleeping }), options);
}

/** Returns the log on the items of a table. */
export function openTableLog(
  store: ItemStore,
  { keyOf, keepGivenUp, now = Date.now }: OpenLogOptions,
): RegisterLog {
  return new TableLog({
    store,
    keyOf,
    now,
    randomId: () => randomBytes(9).toString('base64url'),
    keepGivenUp,
    pause: (attempt) => sleep(backOff(attempt, random)),
  });
}
