/** Withdrawing: what stops, what goes on, who is told, and that it is in force when it is acknowledged. */
import { describe, expect, it } from 'vitest';
import { isStanding } from '#core/register/permission';
import { withdraw, type WithdrawRequest } from '#core/register/withdraw';
import { MemoryLog } from './memory-log.ts';
import { AT, registered, TERMS } from './registered.ts';

const moment = { now: Date.parse('2027-01-02T10:00:00Z'), ...TERMS };
const ALL = { information: 'given', customization: 'given', 'transfer:partner': 'given' } as const;
const doWithdraw = (log: MemoryLog, scopes: WithdrawRequest['scopes'] = 'all') =>
  withdraw({ ref: 'p1', scopes, channel: 'link', received: AT, by: 'person' }, log, moment);
const stands = (log: MemoryLog, id: string, purpose: string) => {
  const submission = log.state.submissions.get(id);
  return submission !== undefined && isStanding(log.state, submission, purpose, moment);
};

describe('a withdrawal', () => {
  it('a withdrawal of everything stops every consent before it resolves, and leaves the service', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', ALL), ...registered('s2', 'p2', ALL));
    const { stopped, kept } = await doWithdraw(log);
    expect(stopped.toSorted()).toEqual(['customization', 'information', 'transfer:partner']);
    for (const purpose of Object.keys(ALL)) expect(stands(log, 's1', purpose), purpose).toBe(false);
    expect(stands(log, 's1', 'service')).toBe(true);
    expect(kept).toEqual([{ form: 'inquiry', submission: 's1', until: Date.parse('2027-04-01T10:00:00Z') }]);
    expect(stands(log, 's2', 'information'), 'of somebody else').toBe(true);
  });

  it('a withdrawal of one purpose leaves the others', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', ALL));
    expect((await doWithdraw(log, ['information'])).stopped).toEqual(['information']);
    expect([stands(log, 's1', 'information'), stands(log, 's1', 'customization')]).toEqual([false, true]);
  });

  it('names the recipients that hold data under what stopped, and no others', async () => {
    const log = new MemoryLog().put(
      ...registered('s1', 'p1', { ...ALL, 'transfer:fair': 'given', 'transfer:group': 'given' }),
      ...['partner', 'fair'].map(
        (recipient) =>
          ({
            event: 'transferred',
            at: AT,
            recipient,
            transfer: recipient,
            submissions: ['s1'],
            sha256: '',
          }) as const,
      ),
    );
    expect((await doWithdraw(log, ['transfer:partner', 'transfer:group'])).notify).toEqual(['partner']);
  });

  it('stops what waits for a confirmation, too', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', ALL, { isConfirmed: false }));
    expect((await doWithdraw(log)).stopped).toContain('information');
    log.put({ event: 'confirmed', at: AT, submission: 's1', ref: 'p1' });
    expect(stands(log, 's1', 'information')).toBe(false);
  });

  it('a repeated withdrawal, also at the same time, succeeds and leaves one event', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', ALL));
    await Promise.all([doWithdraw(log), doWithdraw(log)]);
    expect((await doWithdraw(log)).stopped).toEqual([]);
    expect(log.events.filter((one) => one.event === 'withdrawn')).toHaveLength(1);
  });

  it('does not stop what is given after it', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', ALL));
    await doWithdraw(log);
    log.put(...registered('s2', 'p1', { information: 'given' }));
    expect([stands(log, 's1', 'information'), stands(log, 's2', 'information')]).toEqual([false, true]);
  });

  it('is not acknowledged where it cannot be stored', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', ALL));
    log.onAppend = () => {
      throw new Error('no space');
    };
    await expect(doWithdraw(log)).rejects.toThrow('no space');
  });
});
