/** What a function works with that is not decided for it: AWS itself, the clock, chance, the log in its table. */
import { setTimeout as sleep } from 'node:timers/promises';
import { callAws } from '../client/call-aws.ts';
import { sendSigned } from '../client/send-signed.ts';
import { openDynamoLog } from './dynamo-log.ts';
import type { RegisterParts } from './open-register.ts';

/** Returns the parts; `folder` is that of the bundle. */
export const systemParts = (folder: string): RegisterParts => ({
  folder,
  call: callAws,
  send: sendSigned,
  now: Date.now,
  elapsed: () => performance.now(),
  sleep,
  random: Math.random,
  openLog: openDynamoLog,
});
