/** The register's log on DynamoDB Local: the contract of every log, and what processes can do to each other. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { confirmSubmission } from '#core/register/confirm';
import type { RegisterEvent } from '#core/register/event';
import { passGate } from '#core/register/gate';
import { normalizeAddress } from '#core/register/match-key';
import { memberships } from '#runtime/aws/register/log/keys';
import { listOf } from '#runtime/aws/register/log/lists';
import { describeRegisterLog } from '../../core/register/log-contract.ts';
import { AT, registered, TERMS } from '../../core/register/registered.ts';
import { HistoryInProcess } from '../../runtime/node/register/history-in-process.ts';
import { takeHistory } from '../../runtime/node/register/take-history.ts';
import { TwinLog } from '../../runtime/aws/register/log/twin-log.ts';
import { startStandIns, type StandIns } from '../../standins/start.ts';
import { HISTORY_SEED, historySteps } from '../../support/register-histories/history-steps.ts';
import { RegisterTable } from './register-table.ts';

const NOW = Date.parse('2027-01-02T10:00:00Z');
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

describe('the log on DynamoDB, by several processes at once', () => {
  const unconfirmed = { isConfirmed: false, email: 'ada@example.org' };

  it('stores one event of many confirmations of a submission', async () => {
    const table = await newTable();
    await table.log(normalizeAddress).append(registered('s1', 'p1', {}, unconfirmed));
    const logs = Array.from({ length: 4 }, () => table.log(normalizeAddress));
    const options = { now: NOW, keyOf: normalizeAddress };
    const outcomes = await Promise.all(logs.map((log) => confirmSubmission('s1', log, options)));
    expect(outcomes).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
    expect((await table.bodies()).match(/"event":"confirmed"/g)).toHaveLength(1);
  });

  it('makes one person of submissions of an address that are confirmed by different processes', async () => {
    const table = await newTable();
    const ids = ['s1', 's2', 's3', 's4'];
    for (const id of ids) await table.log(normalizeAddress).append(registered(id, `p${id}`, {}, unconfirmed));
    const options = { now: NOW, keyOf: normalizeAddress };
    await Promise.all(ids.map((id) => confirmSubmission(id, table.log(normalizeAddress), options)));
    const { submissions } = await table.log(normalizeAddress).read(ids);
    expect(new Set(ids.map((id) => submissions.get(id)?.ref)).size).toBe(1);
  });

  it('judges the appends of different processes by what was appended before each', async () => {
    const table = await newTable();
    const appended = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        table.log(normalizeAddress).append(registered(`s${n}`, 'p1', {}), {
          names: ['p1'],
          holds: (state) => state.submissions.size < 3,
        }),
      ),
    );
    expect(appended.filter(Boolean)).toHaveLength(3);
  });

  it('leaves nothing of a transaction that is cancelled', async () => {
    const table = await newTable();
    const log = table.log(normalizeAddress);
    await log.append(registered('s1', 'p1', {}));
    const before = await table.bodies();
    const put = (pk: string, version: 'absent' | undefined) => ({
      kind: 'put' as const,
      item: { pk, sk: 'H', body: '"half"' },
      ...(version === undefined ? {} : { if: version }),
    });
    expect(await table.items().transact([put('P#new', 'absent'), put('P#p1', 'absent')])).toBe(false);
    expect(await table.bodies()).toBe(before);
  });

  it('lets nobody pass the gate whom the index still lists', async () => {
    const table = await newTable();
    const log = table.log(normalizeAddress);
    const withdrawn: RegisterEvent = {
      event: 'withdrawn',
      at: AT,
      ref: 'p1',
      scope: 'all',
      channel: 'link',
      received: AT,
      by: 'person',
    };
    await log.append(registered('s1', 'p1', { information: 'given' }));
    await log.append(registered('s2', 'p2', { information: 'given' }));
    await log.append(registered('s3', 'p3', {}));
    await log.append([withdrawn]);
    const list = listOf('information');
    const stale = (ref: string) => ({
      kind: 'put' as const,
      item: { pk: memberships(ref), sk: list, list, ref },
    });
    await table.items().transact([stale('p1'), stale('p3'), stale('gone')]);
    const context = { log, terms: TERMS, now: () => NOW };
    const gated = await passGate(
      { purpose: 'information', reader: 'test', reason: 'a stale index' },
      context,
    );
    expect(gated.people.map(({ ref }) => ref)).toEqual(['p2']);
  });

  it('keeps what is given up elsewhere before it is in the table', async () => {
    const table = await newTable();
    const log = table.log(normalizeAddress);
    await log.append(registered('s1', 'p1', {}));
    await log.append([{ event: 'suppressed', at: AT, hash: 'key', cause: 'never' }]);
    expect(table.givenUp).toEqual([
      JSON.stringify({ event: 'suppressed', at: AT, hash: 'key', cause: 'never' }),
    ]);
  });
});

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
            return new TwinLog(memory, now, created);
          }),
        );
      } finally {
        for (const table of tables) await table.drop();
      }
    }),
    { numRuns: 8, seed: HISTORY_SEED },
  );
});
