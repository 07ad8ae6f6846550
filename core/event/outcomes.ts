/**
 * The closed set of outcomes and reasons of an item, in one place: responses, `completeness`, docs and metrics use
 * these words.
 */

/** The outcomes of a received item. The books balance over these: received = the sum of all seven. */
export const OUTCOMES = ['stored', 'duplicate', 'bot', 'opted_out', 'excluded', 'rejected', 'late'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * The reasons for not storing an item. `dropped` reasons are not the sender's fault, `rejected` ones are. A reason
 * belongs to exactly one outcome.
 */
export const REASONS = {
  bot: { outcome: 'bot', text: 'the user agent is that of a known robot' },
  opted_out: { outcome: 'opted_out', text: 'the visitor objects (Sec-GPC, DNT, or a server said so)' },
  excluded: {
    outcome: 'excluded',
    text: 'the site excludes this network or path, or it touches the register',
  },
  duplicate: { outcome: 'duplicate', text: 'an event with this id was already counted' },
  late: { outcome: 'late', text: 'the day of the event is already sealed' },
  unknown_site: { outcome: 'rejected', text: 'no site of this id is configured' },
  origin_not_allowed: {
    outcome: 'rejected',
    text: 'the origin of the request is not on the list of the site',
  },
  host_not_allowed: { outcome: 'rejected', text: 'the host of the url is not on the list of the site' },
  key_required: { outcome: 'rejected', text: 'the field needs the key of the site (Authorization: Bearer)' },
  invalid_json: { outcome: 'rejected', text: 'the body is not JSON' },
  invalid_body: { outcome: 'rejected', text: 'the body is not an event or a batch of 1 to 500 events' },
  invalid_event: { outcome: 'rejected', text: 'a field is missing, of the wrong type, or beyond its limit' },
  too_large: { outcome: 'rejected', text: 'the batch has more than 500 events' },
  too_old: { outcome: 'rejected', text: 'the time lies more than 24 hours back, or ahead' },
} as const satisfies Record<string, { outcome: Exclude<Outcome, 'stored'>; text: string }>;
export type Reason = keyof typeof REASONS;

/** Returns the outcome under which a reason is booked. */
export function outcomeOf(reason: Reason): Exclude<Outcome, 'stored'> {
  return REASONS[reason].outcome;
}
