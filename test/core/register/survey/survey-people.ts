/** Random people of the survey, as the gate lets them pass. */
import fc from 'fast-check';
import { KINDS } from '#core/register/event';
import type { Gated, GatedPerson, GatedSubmission } from '#core/register/gate';

/** More topics than the bound counts. */
export const TOPICS = ['microscopes', 'telescopes', 'workshops', 'lenses', 'lasers', 'cameras'] as const;
/** What nobody may find anywhere else. */
export const CANARY = 'canary-of-a-person';

const submission: fc.Arbitrary<GatedSubmission> = fc.record({
  submission: fc.uuid(),
  form: fc.constantFrom('workshop', 'inquiry'),
  kind: fc.constantFrom(...KINDS),
  fields: fc.record(
    { name: fc.constant(CANARY), country: fc.constantFrom('AT', 'Germany', CANARY, '') },
    { requiredKeys: ['name'] },
  ) as fc.Arbitrary<Readonly<Record<string, string>>>,
  addressField: fc.constant(undefined),
  // A language and topics that the configuration no longer has.
  language: fc.constantFrom('en', 'de', 'fr'),
  topics: fc.subarray([...TOPICS, CANARY]),
  since: fc.constant('2025-06-01T10:00:00.000Z'),
  registered: fc
    .integer({ min: 0, max: 700 })
    .map((day) => new Date(Date.UTC(2024, 11, 1) + day * 86_400_000).toISOString()),
});

/** Somebody with up to five submissions. */
export const somebody: fc.Arbitrary<GatedPerson> = fc.record({
  ref: fc.uuid(),
  submissions: fc.array(submission, { minLength: 1, maxLength: 5 }),
});

export const gatedOf = (people: readonly GatedPerson[]): Gated =>
  ({ purpose: 'market-research', people }) as unknown as Gated;
