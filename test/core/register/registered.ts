/** Events of a registration, as tests need them. */
import type { Decision, RegisterEvent, SubmittedEvent } from '#core/register/event';

import type { Terms } from '#core/register/permission';

/** The longest durations that register.json can have. */
export const DURATIONS = {
  unconfirmedDays: 14,
  offerDays: 30,
  inquiryDays: 90,
  productInformationDays: 14,
  businessRelationMonths: 24,
  consentMonths: 24,
} as const;

/** No form has an offer. */
export const TERMS: Terms = { offerEnd: () => undefined, durations: DURATIONS };

export const AT = '2027-01-01T10:00:00.000Z';

export interface Registration extends Partial<SubmittedEvent> {
  readonly email?: string;
  readonly isConfirmed?: boolean;
}

/** A submission, its values and, unless it says otherwise, its confirmation. */
export function registered(
  submission: string,
  ref: string,
  decisions: Readonly<Record<string, Decision>>,
  { email = `${ref}.${submission}@example.org`, isConfirmed = true, ...more }: Registration = {},
): readonly RegisterEvent[] {
  return [
    {
      event: 'submitted',
      at: AT,
      submission,
      ref,
      form: 'inquiry',
      kind: 'inquiry',
      notice: 'n',
      language: 'en',
      topics: ['lenses'],
      decisions,
      channel: 'form',
      received: AT,
      by: 'person',
      ...more,
    },
    { event: 'values', at: AT, submission, fields: { email }, addressField: 'email' },
    ...(isConfirmed ? [{ event: 'confirmed', at: AT, submission, ref } as const] : []),
  ];
}
