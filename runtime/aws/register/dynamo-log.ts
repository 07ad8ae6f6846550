/** Opens the register's log on DynamoDB. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressKey } from '#core/register/address-key';
import type { RegisterLog } from '#core/register/register-log';
import { backOff } from '../client/back-off.ts';
import { callAws, type CallAws } from '../client/call-aws.ts';
import { DynamoItems } from './log/dynamo-items.ts';
import { TableLog } from './log/table-log.ts';

export interface DynamoLogOptions {
  /** Name of the table. */
  readonly table: string;
  readonly keyOf: AddressKey;
  /**
   * Keeps lines of what is given up, durably, before the table has them; where the table then does not take them, they
   * say too much, and never too little.
   */
  readonly keepGivenUp: (lines: readonly string[]) => Promise<void>;
  /** Calls with other credentials than a function's own. */
  readonly call?: CallAws;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const UNIT = 2 ** 32;
const random = (): number => randomInt(UNIT) / UNIT;

/** Returns the log; its methods reject with an AwsFault where the table does not answer. */
export function openDynamoLog(options: DynamoLogOptions): RegisterLog {
  const { table, keyOf, keepGivenUp, call = callAws, now = Date.now } = options;
  return new TableLog({
    store: new DynamoItems({
      call,
      table,
      random,
      token: randomUUID,
      sleep: (ms) => sleep(ms),
    }),
    keyOf,
    now,
    randomId: () => randomBytes(9).toString('base64url'),
    keepGivenUp,
    pause: (attempt) => sleep(backOff(attempt, random)),
  });
}
