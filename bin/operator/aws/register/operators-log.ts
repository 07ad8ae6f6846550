/** Opens the register's log on a table with the operator's own credentials, for a restore alone. */
import { openDynamoLog } from '#runtime/aws/register/dynamo-log';
import { readKey } from '#runtime/aws/register/read-keys';
import { callAws, type CallAws } from '#runtime/aws/client/call-aws';
import { registerKeys } from '#runtime/node/register/register-keys';
import type { RegisterLog } from '#core/register/register-log';
import type { RegisterDeployment } from './register-deployment.ts';

/** The key of links is not needed: a log knows addresses by `hash.key` alone. */
const NO_KEY = new Uint8Array();

/** Opens it; what it gives up is kept already. */
export async function openOperatorsLog(
  { identity, outputs }: RegisterDeployment,
  table: string,
): Promise<RegisterLog> {
  const call: CallAws = async (request) => callAws({ ...request, identity: await identity() });
  const hashKey = await readKey(outputs('RegisterHashSecret'), {
    call,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: () => 0.5,
  });
  const { keyOf } = registerKeys(hashKey, NO_KEY);
  return openDynamoLog({ table, keyOf, call, keepGivenUp: () => Promise.resolve() });
}
