/** Who is read each minute because a mail is due: whoever waits for a reminder is read from its day on. */
import { expect, it } from 'vitest';
import type { RegisterEvent } from '#core/register/event';
import { DUE_MAILS } from '#core/register/log-names';
import { findDueMails } from '#core/register/mail/find-due-mails';
import { normalizeAddress } from '#core/register/match-key';
import { TableLog } from '#runtime/aws/register/log/table-log';
import { registered } from '../../../../core/register/registered.ts';
import { MemoryItems } from './memory-items.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2027-01-02T22:30:00Z');

it('a reminder is due three days after the confirmation mail, and until then nobody is read for it', async () => {
  let now = START;
  const log = new TableLog({
    store: new MemoryItems(),
    keyOf: normalizeAddress,
    now: () => now,
    randomId: () => 'id',
    keepGivenUp: () => Promise.resolve(),
    pause: () => Promise.resolve(),
  });
  const read = async (days: number) => {
    now = START + days * DAY_MS;
    const state = await log.read([DUE_MAILS]);
    return { people: state.people.size, due: findDueMails(state, now, () => false).map(({ kind }) => kind) };
  };
  const at = (days: number) => new Date(START + days * DAY_MS).toISOString();
  await log.append(registered('s1', 'p1', {}, { isConfirmed: false }));
  expect(await read(0)).toEqual({ people: 1, due: ['confirm'] });
  await log.append([{ event: 'asked', at: at(0), submission: 's1', messageId: '<m>' }]);
  for (const days of [0, 1, 2])
    expect(await read(days), `after ${days} days`).toEqual({ people: 0, due: [] });
  for (const days of [3, 4, 5, 6.9])
    expect((await read(days)).due, `after ${days} days`).toEqual(['reminder']);
  expect((await read(7.1)).due).toEqual([]);
  const sent: RegisterEvent = {
    event: 'sent',
    at: at(3),
    ref: 'p1',
    messageId: '<r>',
    purpose: 'service',
    mail: 's1-reminder',
    submission: 's1',
  };
  await log.append([sent]);
  expect(await read(4)).toEqual({ people: 0, due: [] });
});
