/** The gate: only those whose permission stands, only what they gave for it, and never without a record. */
import { describe, expect, it } from 'vitest';
import type { RegisterEvent } from '#core/register/event';
import { GateRefusedError, passGate, type GateRequest } from '#core/register/gate';
import { MemoryLog } from './memory-log.ts';
import { AT, registered, TERMS } from './registered.ts';

const NOW = Date.parse('2027-01-02T10:00:00Z');

const withdrawn = (ref: string, scope: string): RegisterEvent => ({
  event: 'withdrawn',
  at: AT,
  ref,
  scope,
  channel: 'link',
  received: AT,
  by: 'person',
});
const pass = (log: MemoryLog, request: Partial<GateRequest> = {}) =>
  passGate(
    { purpose: 'information', reader: 'marketing', reason: 'the spring catalogue', ...request },
    { log, now: () => NOW, terms: TERMS },
  );

describe('the gate', () => {
  it('lets pass whose permission stands, with the submissions that gave it alone', async () => {
    const log = new MemoryLog().put(
      ...registered('s1', 'p1', { information: 'given' }),
      ...registered('s2', 'p1', { information: 'refused' }),
      ...registered('s3', 'p2', { information: 'given' }, { isConfirmed: false }),
      ...registered('s4', 'p3', { information: 'given' }),
      withdrawn('p3', 'all'),
      ...registered('s5', 'p4', { 'market-research': 'given' }),
    );
    const { people } = await pass(log);
    expect(people).toEqual([
      {
        ref: 'p1',
        submissions: [
          {
            submission: 's1',
            form: 'inquiry',
            kind: 'inquiry',
            fields: { email: 'p1.s1@example.org' },
            addressField: 'email',
            language: 'en',
            topics: ['lenses'],
            since: AT,
            registered: AT,
          },
        ],
      },
    ]);
  });

  it('records purpose, reader, reason and whom it let pass, without a name or address', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', { information: 'given' }));
    await pass(log);
    expect(log.events.at(-1)).toEqual({
      event: 'read',
      at: new Date(NOW).toISOString(),
      purpose: 'information',
      reader: 'marketing',
      reason: 'the spring catalogue',
      refs: ['p1'],
    });
    expect(JSON.stringify(log.events.at(-1))).not.toContain('@');
  });

  it('hands out nothing where the record cannot be stored', async () => {
    const log = new MemoryLog().put(...registered('s1', 'p1', { information: 'given' }));
    log.onAppend = () => {
      throw new Error('no space');
    };
    await expect(pass(log)).rejects.toThrow('no space');
  });

  it('heeds a withdrawal that comes while the record is written', async () => {
    const log = new MemoryLog().put(
      ...registered('s1', 'p1', { information: 'given' }),
      ...registered('s2', 'p2', { information: 'given' }),
    );
    log.onAppend = () => {
      log.onAppend = () => undefined;
      log.put(withdrawn('p1', 'information'));
    };
    expect((await pass(log)).people.map((one) => one.ref)).toEqual(['p2']);
  });

  it('gives a recipient only the submissions that approved it', async () => {
    const log = new MemoryLog().put(
      ...registered('s1', 'p1', { 'transfer:partner': 'given' }),
      ...registered('s2', 'p1', { 'transfer:fair': 'given' }),
      ...registered('s3', 'p1', { information: 'given' }),
    );
    const { people } = await pass(log, { purpose: 'transfer:partner' });
    expect(people.flatMap((one) => one.submissions.map((each) => each.submission))).toEqual(['s1']);
  });

  it('gives a person all that is held of them, and nothing that a stranger submitted', async () => {
    const log = new MemoryLog().put(
      ...registered('s1', 'p1', { information: 'refused' }),
      ...registered('s2', 'p1', { information: 'given' }),
      withdrawn('p1', 'all'),
      ...registered('s3', 'p1', { information: 'given' }, { isConfirmed: false }),
    );
    const { people } = await pass(log, { purpose: 'rights', refs: ['p1'] });
    expect(people[0]?.submissions.map((one) => one.submission)).toEqual(['s1', 's2']);
  });

  it.each<[string, Partial<GateRequest>]>([
    ['no purpose', { purpose: ' ' }],
    ['no reason', { reason: '' }],
    ['an address in the reason', { reason: 'for ada@example.org' }],
    ['everybody under rights', { purpose: 'rights' }],
  ])('refuses %s, and records nothing', async (_what, request) => {
    const log = new MemoryLog().put(...registered('s1', 'p1', { information: 'given' }));
    const before = log.events.length;
    await expect(pass(log, request)).rejects.toThrow(GateRefusedError);
    expect(log.events).toHaveLength(before);
  });
});
