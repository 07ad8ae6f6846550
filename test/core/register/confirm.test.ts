/** Confirming: once, by whoever holds the address, however often and at once the link is used. */
import { describe, expect, it } from 'vitest';
import { confirmSubmission } from '#core/register/confirm';
import { permissionOf } from '#core/register/permission';
import { normalizeAddress } from '#core/register/match-key';
import { MemoryLog } from './memory-log.ts';
import { AT, registered, TERMS } from './registered.ts';

const NOW = Date.parse('2027-01-02T10:00:00Z');
const confirm = (log: MemoryLog, id: string) =>
  confirmSubmission(id, log, { now: NOW, keyOf: normalizeAddress });
const waiting = { isConfirmed: false, email: 'ada@example.org' };

describe('a confirmation', () => {
  it('takes effect once, and succeeds as often as it is repeated', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', {}, waiting));
    expect(await Promise.all([confirm(log, 's1'), confirm(log, 's1'), confirm(log, 's1')])).toEqual([
      'confirmed',
      'confirmed',
      'confirmed',
    ]);
    expect(log.events.filter((one) => one.event === 'confirmed')).toHaveLength(1);
  });

  it('gives the submission to whoever confirmed the address before', async () => {
    const log = new MemoryLog().put(
      ...registered('s1', 'p1', {}, { email: 'Ada@example.org' }),
      ...registered('s2', 'p2', {}, waiting),
    );
    await confirm(log, 's2');
    expect(log.state.submissions.get('s2')?.ref).toBe('p1');
  });

  it('gives no consent that was withdrawn under the address meanwhile, although nothing is left of who did', async () => {
    const later = new Date(Date.parse(AT) + 1000).toISOString();
    const given = { information: 'given', customization: 'given' } as const;
    const log = new MemoryLog().put(
      ...registered('s1', 'p1', given, { email: 'ada@example.org' }),
      ...registered('s2', 'p2', given, waiting),
      {
        event: 'withdrawn',
        at: later,
        ref: 'p1',
        scope: 'information',
        channel: 'link',
        received: later,
        by: 'person',
      },
      { event: 'suppressed', at: later, hash: 'ada@example.org', cause: 'withdrawn', scope: 'information' },
      { event: 'erased', at: later, ref: 'p1', cause: 'no-purpose-left', submission: 's1' },
    );
    await confirm(log, 's2');
    const submission = log.state.submissions.get('s2')!;
    const stateOf = (purpose: string) => permissionOf(log.state, submission, purpose, { now: NOW, ...TERMS });
    expect([stateOf('information'), stateOf('customization'), stateOf('service')]).toEqual([
      'withdrawn',
      'given',
      'given',
    ]);
  });

  it('stops nothing that was withdrawn before it was submitted, also where the clock was set back between', async () => {
    const [later, earlier] = [AT, new Date(Date.parse(AT) - 86_400_000).toISOString()];
    const log = new MemoryLog().put(
      { event: 'suppressed', at: later, hash: 'ada@example.org', cause: 'withdrawn' },
      ...registered('s1', 'p1', { information: 'given' }, waiting).map((event) => ({
        ...event,
        at: earlier,
      })),
    );
    await confirm(log, 's1');
    expect(log.state.submissions.get('s1')?.stopped).toBeUndefined();
  });

  it('leaves stopped, in what corrects the submission, what was stopped as it was confirmed', async () => {
    const later = new Date(Date.parse(AT) + 1000).toISOString();
    const given = { information: 'given', customization: 'given' } as const;
    const log = new MemoryLog().put(...registered('s1', 'p1', given, waiting), {
      event: 'suppressed',
      at: later,
      hash: 'ada@example.org',
      cause: 'withdrawn',
      scope: 'information',
    });
    await confirm(log, 's1');
    log.put(...registered('s2', 'p1', given, { email: 'ada@example.org', replaces: 's1' }));
    const submission = log.state.submissions.get('s2')!;
    const stateOf = (purpose: string) => permissionOf(log.state, submission, purpose, { now: NOW, ...TERMS });
    expect([stateOf('information'), stateOf('customization')]).toEqual(['withdrawn', 'given']);
  });

  it('makes one person of two submissions that are confirmed at the same time', async () => {
    const log = new MemoryLog().put(
      ...registered('s1', 'p1', {}, waiting),
      ...registered('s2', 'p2', {}, waiting),
    );
    await Promise.all([confirm(log, 's1'), confirm(log, 's2')]);
    expect(new Set([...log.state.submissions.values()].map((one) => one.ref)).size).toBe(1);
  });

  it('a confirmation of an erased or unknown submission leaves the log as it is', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', {}, waiting), {
      event: 'erased',
      at: AT,
      ref: 'p1',
      cause: 'retention',
      submission: 's1',
    });
    const before = log.events.length;
    expect([await confirm(log, 's1'), await confirm(log, 's9')]).toEqual(['gone', 'gone']);
    expect(log.events).toHaveLength(before);
  });

  it('is not acknowledged where it cannot be stored', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', {}, waiting));
    log.onAppend = () => {
      throw new Error('no space');
    };
    await expect(confirm(log, 's1')).rejects.toThrow('no space');
  });
});
