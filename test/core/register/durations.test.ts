/** How long each purpose stands, to the millisecond. */
import { expect, it } from 'vitest';
import { foldEvents } from '#core/register/apply-event';
import type { Kind, RegisterEvent } from '#core/register/event';
import { isStanding, permissionOf } from '#core/register/permission';
import { DURATIONS, TERMS } from './registered.ts';

const CONFIRMED = '2027-01-31T12:00:00.000Z';
const ANSWERED = '2027-02-10T08:00:00.000Z';
const OFFER_END = '2027-03-01T16:00:00.000Z';

const history = (kind: Kind, later: readonly RegisterEvent[] = []): readonly RegisterEvent[] => [
  {
    event: 'submitted',
    at: '2027-01-30T12:00:00.000Z',
    submission: 's',
    ref: 'p',
    form: 'f',
    kind,
    notice: 'n',
    language: 'en',
    topics: [],
    decisions: { information: 'given', customization: 'refused' },
    channel: 'form',
    received: '2027-01-30T12:00:00.000Z',
    by: 'person',
  },
  {
    event: 'values',
    at: CONFIRMED,
    submission: 's',
    fields: { email: 'a@example.org' },
    addressField: 'email',
  },
  { event: 'confirmed', at: CONFIRMED, submission: 's', ref: 'p' },
  ...later,
];
const sent = (purpose: string): RegisterEvent => ({
  event: 'sent',
  at: ANSWERED,
  ref: 'p',
  messageId: 'm',
  purpose,
  ...(purpose === 'service' ? { submission: 's', supplies: true as const } : {}),
});

it.each<[string, Kind, string, readonly RegisterEvent[], string]>([
  ['a workshop for 30 days after its end', 'workshop', 'service', [], '2027-03-31T16:00:00.000Z'],
  ['a course for 30 days after its end', 'course', 'service', [], '2027-03-31T16:00:00.000Z'],
  ['an inquiry for 90 days', 'inquiry', 'service', [], '2027-05-01T12:00:00.000Z'],
  [
    'an inquiry for 90 days after its answer',
    'inquiry',
    'service',
    [sent('service')],
    '2027-05-11T08:00:00.000Z',
  ],
  [
    'product information for 14 days after it was sent',
    'product-information',
    'service',
    [sent('service')],
    '2027-02-24T08:00:00.000Z',
  ],
  ['a business relation for 24 months', 'business-relation', 'service', [], '2029-01-31T12:00:00.000Z'],
  ['a consent for 24 months', 'inquiry', 'information', [], '2029-01-31T12:00:00.000Z'],
  [
    'a consent for 24 months after its last mailing',
    'inquiry',
    'information',
    [sent('information')],
    '2029-02-10T08:00:00.000Z',
  ],
])('a permission stands for %s', (_what, kind, purpose, later, end) => {
  const state = foldEvents(history(kind, later), (address) => address);
  const submission = state.submissions.get('s');
  if (submission === undefined) throw new Error('no submission');
  const stands = (now: number) =>
    isStanding(state, submission, purpose, { now, offerEnd: () => OFFER_END, durations: DURATIONS });
  expect([stands(Date.parse(CONFIRMED)), stands(Date.parse(end) - 1), stands(Date.parse(end))]).toEqual([
    true,
    true,
    false,
  ]);
});

it('what was not offered has no state, an empty box is refused, and a service that is closed has expired', () => {
  const closed: RegisterEvent = { event: 'closed', at: ANSWERED, submission: 's' };
  const state = foldEvents(history('inquiry', [closed]), (address) => address);
  const submission = state.submissions.get('s');
  if (submission === undefined) throw new Error('no submission');
  const stateOf = (purpose: string) =>
    permissionOf(state, submission, purpose, { now: Date.parse(ANSWERED), ...TERMS });
  expect(['market-research', 'customization', 'information', 'service'].map(stateOf)).toEqual([
    undefined,
    'refused',
    'given',
    'expired',
  ]);
});

it('a name without an address registers for the service alone: no consent stands', () => {
  const nameless = history('inquiry').map((one) => {
    if (one.event !== 'values') return one;
    return { event: 'values', at: one.at, submission: 's', fields: { name: 'Ada' } } as const;
  });
  const state = foldEvents(nameless, (address) => address);
  const submission = state.submissions.get('s');
  if (submission === undefined) throw new Error('no submission');
  const stands = (purpose: string) =>
    isStanding(state, submission, purpose, { now: Date.parse(ANSWERED), ...TERMS });
  expect([stands('service'), stands('information')]).toEqual([true, false]);
});

it('nothing stands for a submission whose values are not in the log', () => {
  const state = foldEvents(
    history('inquiry').filter((one) => one.event !== 'values'),
    (address) => address,
  );
  const submission = state.submissions.get('s');
  if (submission === undefined) throw new Error('no submission');
  const moment = { now: Date.parse(ANSWERED), ...TERMS };
  expect(isStanding(state, submission, 'service', moment)).toBe(false);
});
