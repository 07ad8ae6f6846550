/** Who else gets data: recipients, who need a box, and processors (Art. 28 GDPR), who act for the controller. */
import { z } from 'zod';
import { closedObject } from './closed-object.ts';
import { identifier } from './identifier.ts';
import { line, words } from './localized-text.ts';

/** Members of the European Economic Area, by ISO 3166-1. */
const EEA: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

/** Whether the GDPR holds in a country without a safeguard of Chapter V. */
export const isInEea = (country: string): boolean => EEA.has(country);

/** A recipient or a processor; outside the EEA it names the safeguard on which the transfer rests (Art. 44 to 49). */
export const partySchema = closedObject({
  id: identifier,
  name: line,
  country: z.string().regex(/^[A-Z]{2}$/, 'a country of ISO 3166-1 in capitals, as "DE"'),
  safeguard: words.optional(),
  role: words,
}).superRefine((party, context) => {
  if (!isInEea(party.country) && party.safeguard === undefined)
    context.addIssue({
      code: 'custom',
      path: ['safeguard'],
      message:
        'is missing for a country outside the EEA: name the adequacy decision or the standard contractual ' +
        'clauses on which the transfer rests',
    });
});

export type Party = z.output<typeof partySchema>;
