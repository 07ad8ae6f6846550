/** What single events do to the state: addresses, erasures, confirmations. */
import { describe, expect, it } from 'vitest';
import { foldEvents } from '#core/register/apply-event';
import type { RegisterEvent, SubmittedEvent } from '#core/register/event';
import { normalizeAddress } from '#core/register/match-key';
import { registered } from './registered.ts';

const at = '2026-12-01T10:00:00.000Z';

function submitted(
  submission: string,
  ref: string,
  more: Partial<SubmittedEvent> = {},
): readonly RegisterEvent[] {
  return [
    {
      event: 'submitted',
      at,
      submission,
      ref,
      form: 'workshop',
      kind: 'workshop',
      notice: 'n1',
      language: 'en',
      topics: [],
      decisions: { information: 'given' },
      channel: 'form',
      received: at,
      by: 'person',
      ...more,
    },
    {
      event: 'values',
      at,
      submission,
      fields: { name: 'Ada', email: ' Ada@Example.org', company: 'Engines' },
      addressField: 'email',
    },
  ];
}
const confirmed = (submission: string, ref: string): RegisterEvent => ({
  event: 'confirmed',
  at,
  submission,
  ref,
});
const fold = (...events: readonly RegisterEvent[]) => foldEvents(events, normalizeAddress);

describe('an address', () => {
  it('leads to nobody before it is confirmed, and then to whoever confirmed it first', () => {
    expect(fold(...submitted('s1', 'p1')).refByKey.size).toBe(0);
    const state = fold(
      ...submitted('s1', 'p1'),
      ...submitted('s2', 'p2'),
      confirmed('s2', 'p2'),
      confirmed('s1', 'p2'),
    );
    expect([...state.refByKey]).toEqual([['ada@example.org', 'p2']]);
    expect(state.people.get('p2')?.submissions).toEqual(['s2', 's1']);
    expect(state.people.get('p1')?.submissions).toEqual([]);
    const later = fold(
      ...submitted('s2', 'p2'),
      confirmed('s2', 'p2'),
      ...submitted('s3', 'p3', { channel: 'letter' }),
    );
    expect(later.refByKey.get('ada@example.org')).toBe('p2');
  });

  it('an address in a letter leads to the person at once', () => {
    expect(fold(...submitted('s1', 'p1', { channel: 'letter' })).refByKey.get('ada@example.org')).toBe('p1');
  });
});

describe('an erasure', () => {
  const person = [
    ...submitted('s1', 'p1'),
    confirmed('s1', 'p1'),
    ...submitted('s2', 'p1'),
    confirmed('s2', 'p1'),
  ];

  it('an erasure of a person removes all values and the way from the address to them, and keeps what proves the permission', () => {
    const state = fold(...person, { event: 'erased', at, ref: 'p1', cause: 'request' });
    expect(JSON.stringify([...state.submissions.values()])).not.toMatch(/ada|engines/i);
    expect(state.refByKey.size).toBe(0);
    expect(state.submissions.get('s1')).toMatchObject({
      decisions: { information: 'given' },
      confirmedAt: at,
      erased: { at, cause: 'request' },
    });
  });

  it('an erasure of one submission leaves the others and their address', () => {
    const state = fold(...person, { event: 'erased', at, ref: 'p1', cause: 'retention', submission: 's1' });
    expect(state.submissions.get('s1')?.fields).toBeUndefined();
    expect(state.submissions.get('s2')?.fields).toMatchObject({ name: 'Ada' });
    expect(state.refByKey.get('ada@example.org')).toBe('p1');
  });

  it('keeps the fields that a law keeps, and no others', () => {
    const state = fold(...person, { event: 'erased', at, ref: 'p1', cause: 'request', kept: ['name'] });
    expect(state.submissions.get('s1')?.fields).toEqual({ name: 'Ada' });
    expect(state.refByKey.size).toBe(0);
  });

  it('gives the same state where the values have been removed from the log itself', () => {
    const erased: RegisterEvent = { event: 'erased', at, ref: 'p1', cause: 'request' };
    const rewritten = person.filter((one) => one.event !== 'values');
    const [before, after] = [fold(...person, erased), fold(...rewritten, erased)];
    const shown = (state: typeof before) =>
      [...state.submissions.values()].map(({ order: _, addressField: __, ...rest }) => JSON.stringify(rest));
    expect(shown(after)).toEqual(shown(before));
    expect(after.refByKey).toEqual(before.refByKey);
  });
});

describe('a confirmation', () => {
  it('a repeated confirmation changes nothing', () => {
    const once = fold(...submitted('s1', 'p1'), confirmed('s1', 'p1'));
    const twice = fold(...submitted('s1', 'p1'), confirmed('s1', 'p1'), {
      ...confirmed('s1', 'p9'),
      at: '2026-12-02T00:00:00.000Z',
    });
    expect(twice.submissions).toEqual(once.submissions);
    expect(twice.people).toEqual(once.people);
  });

  it('a confirmation of a submission that is not in the log changes nobody', () => {
    expect(fold(confirmed('s9', 'p9')).people.size).toBe(0);
  });
});

it('a notice is kept once, by its digest', () => {
  const notice = {
    event: 'notice',
    at,
    sha256: 'n1',
    form: 'workshop',
    language: 'en',
    version: '1',
    text: 'We …',
  } as const;
  expect(fold(notice, notice).notices.get('n1')).toMatchObject({ version: '1', text: 'We …' });
});

describe('an address', () => {
  const given = (cause: 'withdrawn' | 'erased' | 'never') =>
    ({ event: 'suppressed', at, hash: 'a@example.org', cause }) as const;
  const known = registered('s1', 'p1', {}, { email: 'a@example.org' });

  it('stays with whoever confirmed it where a stranger’s submission of it is erased', () => {
    const state = fold(
      ...known,
      ...registered('s2', 'p2', {}, { email: 'a@example.org', isConfirmed: false }),
      { event: 'erased', at, ref: 'p2', cause: 'retention', submission: 's2' },
    );
    expect([...state.refByKey]).toEqual([['a@example.org', 'p1']]);
  });

  it('belongs to nobody once the last confirmed submission of it is erased', () => {
    const erased: RegisterEvent = { event: 'erased', at, ref: 'p1', cause: 'request', submission: 's1' };
    expect(fold(...known, erased).refByKey.size).toBe(0);
  });

  it.each(['withdrawn', 'erased'] as const)(
    'that is never to be asked stays so when it is %s, and the other way round',
    (cause) => {
      for (const events of [
        [given('never'), given(cause)],
        [given(cause), given('never')],
      ]) {
        const state = fold(...events);
        expect([state.neverAsked.size, state.suppressed.size]).toEqual([1, 1]);
        const lifted = fold(...events, { event: 'lifted', at, hash: 'a@example.org' });
        expect([lifted.neverAsked.size, lifted.suppressed.size]).toEqual([0, 1]);
      }
    },
  );

  it('is suppressed until a fresh submission of it is confirmed; a correction is none', () => {
    const correction = registered('s2', 'p1', {}, { email: 'a@example.org', replaces: 's1' });
    const fresh = registered('s3', 'p1', {}, { email: 'a@example.org' });
    expect(fold(...known, given('withdrawn'), ...correction).suppressed.size).toBe(1);
    expect(fold(...known, given('withdrawn'), ...fresh).suppressed.size).toBe(0);
    expect(fold(...known, given('never'), ...fresh).neverAsked.size).toBe(1);
  });
});
