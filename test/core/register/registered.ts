/** Events of a registration, as tests need them. */
import type { Decision, RegisterEvent, SubmittedEvent } from '#core/register/event';

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
