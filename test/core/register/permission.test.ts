/** Random histories: after each step exactly those permissions stand that a second reading of the log allows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '#core/register/apply-event';
import { CONSENTS, KINDS, type RegisterEvent, type SubmittedEvent } from '#core/register/event';
import { isStanding } from '#core/register/permission';
import { emptyState } from '#core/register/register-state';
import { rounds } from '../../support/full-length.ts';
import { modelStands } from './model.ts';
import { DURATIONS } from './registered.ts';

const RECIPIENTS = ['transfer:partner', 'transfer:fair'];
const PURPOSES = [...CONSENTS, ...RECIPIENTS];
const ALL = [...PURPOSES, 'service'];
const OFFER_ENDS: Readonly<Record<string, string>> = { workshop: '2027-03-01T16:00:00.000Z' };
const offerEnd = (form: string): string | undefined => OFFER_ENDS[form];
const keyOf = (address: string): string | undefined => address.toLowerCase();

const pick = fc.nat(20);
const STEPS = [
  fc.record({
    step: fc.constant('submit' as const),
    person: fc.nat(2),
    kind: fc.constantFrom(...KINDS),
    channel: fc.constantFrom('form', 'form', 'form', 'letter', 'phone', 'visit', 'import'),
    /** Of what was imported. */
    daysAgo: fc.constantFrom(0, 30, 89, 90, 365, 729),
    given: fc.subarray(PURPOSES),
    offered: fc.subarray(PURPOSES, { minLength: 1 }),
  }),
  fc.record({ step: fc.constant('confirm' as const), which: pick, person: fc.nat(5) }),
  fc.record({
    step: fc.constant('correct' as const),
    which: pick,
    renews: fc.subarray(PURPOSES, { maxLength: 2 }),
  }),
  fc.record({
    step: fc.constant('withdraw' as const),
    person: fc.nat(2),
    scope: fc.constantFrom('all', ...ALL),
  }),
  fc.record({ step: fc.constant('close' as const), which: pick }),
  fc.record({ step: fc.constant('erase' as const), which: pick, whole: fc.boolean() }),
  fc.record({ step: fc.constant('send' as const), which: pick, purpose: fc.constantFrom(...ALL) }),
  fc.record({
    step: fc.constant('transfer' as const),
    which: pick,
    recipient: fc.constantFrom('partner', 'fair'),
  }),
  fc.record({
    step: fc.constant('wait' as const),
    days: fc.constantFrom(0, 1, 13, 14, 30, 89, 90, 200, 365, 731),
  }),
] as const;
/** Submissions and confirmations come more often, so that there is something to withdraw. */
const steps = fc.oneof(...STEPS, STEPS[0], STEPS[0], STEPS[1], STEPS[1], STEPS[1]);
type Step = typeof steps extends fc.Arbitrary<infer One> ? One : never;

/** A history in the making: its steps become events of the log. */
class History {
  readonly log: RegisterEvent[] = [];
  readonly submissions: SubmittedEvent[] = [];
  now = Date.parse('2027-01-31T12:00:00Z');

  events(step: Step): readonly RegisterEvent[] {
    this.now += 1_000;
    const at = new Date(this.now).toISOString();
    const chosen =
      'which' in step ? this.submissions[step.which % Math.max(1, this.submissions.length)] : undefined;
    if (step.step === 'wait') this.now += step.days * 86_400_000;
    if (step.step === 'withdraw')
      return [
        {
          event: 'withdrawn',
          at,
          ref: `p${step.person}`,
          scope: step.scope,
          channel: 'link',
          received: at,
          by: 'person',
        },
      ];
    if (step.step === 'submit') {
      const decisions = Object.fromEntries(
        step.offered.map((purpose) => [purpose, step.given.includes(purpose) ? 'given' : 'refused'] as const),
      );
      const declared = new Date(this.now - step.daysAgo * 86_400_000).toISOString();
      const received = step.channel === 'import' ? declared : at;
      return this.#submit({ ...step, at, received, ref: `p${step.person}`, form: step.kind, decisions });
    }
    if (chosen === undefined) return [];
    const { submission, ref } = chosen;
    if (step.step === 'confirm') {
      // Now and then another person has confirmed the address meanwhile.
      return [{ event: 'confirmed', at, submission, ref: step.person < 3 ? `p${step.person}` : ref }];
    }
    if (step.step === 'correct') {
      const { renews } = step;
      const decisions = {
        ...chosen.decisions,
        ...Object.fromEntries(renews.map((one) => [one, 'given' as const])),
      };
      return this.#submit({
        ...chosen,
        at,
        received: at,
        channel: 'form',
        replaces: submission,
        decisions,
        renews,
      });
    }
    if (step.step === 'close') return [{ event: 'closed', at, submission }];
    if (step.step === 'erase')
      return [{ event: 'erased', at, ref, cause: 'request', ...(step.whole ? {} : { submission }) }];
    if (step.step === 'send')
      return [
        {
          event: 'sent',
          at,
          ref,
          messageId: at,
          purpose: step.purpose,
          ...(step.purpose === 'service' ? { submission, supplies: true as const } : {}),
        },
      ];
    if (step.step === 'transfer')
      return [
        {
          event: 'transferred',
          at,
          recipient: step.recipient,
          transfer: at,
          submissions: [submission],
          sha256: '',
        },
      ];
    return [];
  }

  #submit(
    given: Pick<SubmittedEvent, 'at' | 'received' | 'ref' | 'form' | 'kind' | 'channel' | 'decisions'> &
      Partial<Pick<SubmittedEvent, 'replaces' | 'renews'>>,
  ): readonly RegisterEvent[] {
    const { at, received, ref, form, kind, channel, decisions, replaces, renews } = given;
    const submission = `s${this.submissions.length}`;
    const event: SubmittedEvent = {
      event: 'submitted',
      at,
      submission,
      ref,
      form,
      kind,
      notice: 'n',
      language: 'en',
      topics: [],
      decisions,
      channel,
      received,
      by: 'person',
      ...(replaces === undefined ? {} : { replaces }),
      ...(renews === undefined ? {} : { renews }),
    };
    this.submissions.push(event);
    const fields = { email: `${ref}@example.org` };
    return [event, { event: 'values', at, submission, fields, addressField: 'email' }];
  }
}

describe('a permission', () => {
  it('stands exactly where a second reading of the whole log says so, after every step of every history', () => {
    let standing = 0;
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 24, size: 'max' }), (all) => {
        const history = new History();
        const state = emptyState();
        for (const step of all) {
          for (const event of history.events(step)) {
            history.log.push(event);
            applyEvent(state, event, keyOf);
          }
          for (const { submission } of history.submissions)
            for (const purpose of ALL) {
              const folded = state.submissions.get(submission);
              const stands =
                folded !== undefined &&
                isStanding(state, folded, purpose, { now: history.now, offerEnd, durations: DURATIONS });
              standing += stands ? 1 : 0;
              expect(stands, `${submission} ${purpose}`).toBe(
                modelStands(history.log, submission, purpose, history.now, offerEnd),
              );
            }
        }
      }),
      { numRuns: rounds(500, 10_000) },
    );
    expect(standing).toBeGreaterThan(1_000);
  });
});
