/** The register's log on DynamoDB Local: the contract of every log, and what processes can do to each other. */
import fc from 'fast-check';
import { afterAll, beforeAll, it, onTestFinished } from 'vitest';
import { normalizeAddress } from '#core/register/match-key';
import { describeRegisterLog } from '../../core/register/log-contract.ts';
import { HistoryInProcess } from '../../runtime/node/register/history-in-process.ts';
import { takeHistory } from '../../runtime/node/register/take-history.ts';
import { describeTable } from '../../runtime/aws/register/log/table-contract.ts';
import { TwinLog } from '../../runtime/aws/register/log/twin-log.ts';
import { startStandIns, type StandIns } from '../../standins/start.ts';
import { HISTORY_SEED, historySteps } from '../../support/register-histories/history-steps.ts';
import { RegisterTable } from './register-table.ts';

let standIns: StandIns;
beforeAll(async () => {
  standIns = await startStandIns({ dynamodb: true });
});
afterAll(() => standIns.stop());

async function newTable(): Promise<RegisterTable> {
  const table = await RegisterTable.create(standIns.dynamodb ?? '');
  onTestFinished(() => table.drop());
  return table;
}

describeRegisterLog('the log on DynamoDB', async () => {
  const table = await RegisterTable.create(standIns.dynamodb ?? '');
  return { log: table.log(normalizeAddress), stored: () => table.bodies(), dispose: () => table.drop() };
});

describeTable('the log on DynamoDB', newTable);

it('lets stand, on DynamoDB, exactly what the people of a random history mean', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(historySteps, { minLength: 5, maxLength: 20 }), async (steps) => {
      const tables: RegisterTable[] = [];
      try {
        await takeHistory(
          steps,
          new HistoryInProcess((memory, now) => {
            const created = RegisterTable.create(standIns.dynamodb ?? '').then((table) => {
              tables.push(table);
              return table.items();
            });
            return new TwinLog(memory, { now, store: created });
          }),
        );
      } finally {
        for (const table of tables) await table.drop();
      }
    }),
    { numRuns: 8, seed: HISTORY_SEED },
  );
});
