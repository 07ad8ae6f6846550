/** What processes that share a table can do to each other, and what an index that lags may not. */
import { describe, expect, it } from 'vitest';
import type { AddressKey } from '#core/register/address-key';
import { confirmSubmission } from '#core/register/confirm';
import type { WithdrawnEvent } from '#core/register/event';
import { passGate } from '#core/register/gate';
import { normalizeAddress } from '#core/register/match-key';
import type { RegisterLog } from '#core/register/register-log';
import { seatsOfForm } from '#core/register/log-names';
import type { RegisterState } from '#core/register/register-state';
import type { ItemStore } from '#runtime/aws/register/log/item-store';
import { memberships } from '#runtime/aws/register/log/keys';
import { listOf } from '#runtime/aws/register/log/lists';
import { AT, registered, TERMS } from '../../../../core/register/registered.ts';

const NOW = Date.parse('2027-01-02T10:00:00Z');
const WITHDRAWN: WithdrawnEvent = {
  event: 'withdrawn',
  at: AT,
  ref: 'p1',
  scope: 'all',
  channel: 'link',
  received: AT,
  by: 'person',
};

/** A table with logs on it, each as another process would have it. */
export interface OpenedTable {
  readonly givenUp: readonly string[];
  /** `items`: what it works with in place of the table's items. */
  log(keyOf: AddressKey, items?: ItemStore): RegisterLog;
  items(): ItemStore;
  /** The bodies of everything that is stored, as text. */
  bodies(): Promise<string>;
}

export function describeTable(name: string, open: () => Promise<OpenedTable>): void {
  describe(`${name}, by several processes at once`, () => {
    const unconfirmed = { isConfirmed: false, email: 'ada@example.org' };

    it('stores one event of many confirmations of a submission', async () => {
      const table = await open();
      await table.log(normalizeAddress).append(registered('s1', 'p1', {}, unconfirmed));
      const logs = Array.from({ length: 4 }, () => table.log(normalizeAddress));
      const options = { now: NOW, keyOf: normalizeAddress };
      const outcomes = await Promise.all(logs.map((log) => confirmSubmission('s1', log, options)));
      expect(outcomes).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
      expect((await table.bodies()).match(/"event":"confirmed"/g)).toHaveLength(1);
    });

    it('makes one person of submissions of an address that are confirmed by different processes', async () => {
      const table = await open();
      const ids = ['s1', 's2', 's3', 's4'];
      for (const id of ids)
        await table.log(normalizeAddress).append(registered(id, `p${id}`, {}, unconfirmed));
      const options = { now: NOW, keyOf: normalizeAddress };
      await Promise.all(ids.map((id) => confirmSubmission(id, table.log(normalizeAddress), options)));
      const { submissions } = await table.log(normalizeAddress).read(ids);
      expect(new Set(ids.map((id) => submissions.get(id)?.ref)).size).toBe(1);
    });

    it('judges the appends of different processes by what was appended before each', async () => {
      const table = await open();
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

    it('gives the last seat to one of two who confirm at once by different processes', async () => {
      const table = await open();
      for (const id of ['s1', 's2'])
        await table.log(normalizeAddress).append(registered(id, `p-${id}`, {}, { isConfirmed: false }));
      const isFull = (_: unknown, state: RegisterState) => (state.takenSeats.get('inquiry') ?? 0) >= 1;
      const options = { now: NOW, keyOf: normalizeAddress, isFull };
      const outcomes = await Promise.all(
        ['s1', 's2'].map((id) => confirmSubmission(id, table.log(normalizeAddress), options)),
      );
      expect(outcomes.toSorted()).toEqual(['confirmed', 'full']);
      const { takenSeats } = await table.log(normalizeAddress).read([seatsOfForm('inquiry')]);
      expect(takenSeats.get('inquiry')).toBe(1);
    });

    it('judges an append by people whom it only looks at', async () => {
      const table = await open();
      const given = await Promise.all(
        [
          ['p1', 'p2'],
          ['p2', 'p1'],
        ].map(([own = '', other = '']) =>
          table.log(normalizeAddress).append(registered(`s-${own}`, own, {}), {
            names: [other],
            holds: (state) => !state.people.has(other),
          }),
        ),
      );
      expect(given.filter(Boolean)).toHaveLength(1);
    });

    it('records no transfer of somebody who withdraws just before it is stored', async () => {
      const table = await open();
      const log = table.log(normalizeAddress);
      const purpose = 'transfer:optics';
      await log.append(registered('s1', 'p1', {}));
      // A second submission of the person lies where a stranger's would.
      const moved = { email: 'p1.s1@example.org', isConfirmed: false };
      await log.append(registered('s2', 'p2', { [purpose]: 'given' }, moved));
      await confirmSubmission('s2', log, { now: NOW, keyOf: normalizeAddress });
      const others = ['s3', 's4', 's5', 's6', 's7', 's8'];
      for (const id of others) await log.append(registered(id, `p-${id}`, { [purpose]: 'given' }));
      const submissions = [...others, 's2'];
      const items = table.items();
      const withdrawal = { ...WITHDRAWN, scope: purpose };
      let isFirst = true;
      const transferring = table.log(normalizeAddress, {
        get: (keys) => items.get(keys),
        query: (pk, range) => items.query(pk, range),
        listed: (list) => items.listed(list),
        transact: async (writes) => {
          // Others are stored before: a transfer of many takes more than one transaction.
          if (isFirst && writes.some(({ kind }) => kind === 'check')) {
            isFirst = false;
            await log.append([withdrawal]);
          }
          return items.transact(writes);
        },
      });
      const isStored = await transferring.append(
        [
          {
            event: 'transferred',
            at: AT,
            recipient: 'optics',
            transfer: 't1',
            submissions,
            sha256: '',
          },
        ],
        { names: submissions, holds: (state) => state.people.get('p1')?.withdrawals.length === 0 },
      );
      expect(isStored).toBe(false);
      expect((await log.read(['s2'])).submissions.get('s2')?.transfers).toBeUndefined();
    });

    it('finds a mail by its id while it is due, and afterwards whom it went to', async () => {
      const log = (await open()).log(normalizeAddress);
      await log.append(registered('s1', 'p1', {}));
      const mail = { ref: 'p1', mail: 'm1', submission: 's1' };
      await log.append([{ event: 'due', at: AT, kind: 'answer', ...mail }]);
      const due = await log.read(['m1']);
      expect([[...due.dueMails.keys()], due.sentMails.size]).toEqual([['m1'], 0]);
      await log.append([
        { event: 'sent', at: AT, messageId: '<m1@example.org>', purpose: 'service', ...mail },
      ]);
      const sent = await log.read(['m1']);
      expect([sent.dueMails.size, sent.sentMails.get('m1')]).toEqual([0, { ref: 'p1', submission: 's1' }]);
    });

    it('leaves nothing of a transaction that is cancelled', async () => {
      const table = await open();
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
      const table = await open();
      const log = table.log(normalizeAddress);
      await log.append(registered('s1', 'p1', { information: 'given' }));
      await log.append(registered('s2', 'p2', { information: 'given' }));
      await log.append(registered('s3', 'p3', {}));
      await log.append([WITHDRAWN]);
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
      const table = await open();
      const log = table.log(normalizeAddress);
      await log.append(registered('s1', 'p1', {}));
      await log.append([{ event: 'suppressed', at: AT, hash: 'key', cause: 'never' }]);
      expect(table.givenUp).toEqual([
        JSON.stringify({ event: 'suppressed', at: AT, hash: 'key', cause: 'never' }),
      ]);
    });
  });
}
