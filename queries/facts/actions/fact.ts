/** Declaration of the fact `actions`. */
import { defineFact } from '#core/facts/fact';

export const actions = defineFact({
  name: 'actions',
  description:
    'Actions of visitors: random action names of a visitor-day, up to the bound, and the first ' +
    'properties of one event of each.',
  grain: [
    {
      name: 'name',
      type: 'string',
      vocabulary: 'open',
      description: 'Name of an event other than pageview and engagement.',
    },
    {
      name: 'key',
      type: 'string',
      vocabulary: 'fixed',
      description: 'Property, or empty for the action itself.',
    },
    {
      name: 'value',
      type: 'string',
      vocabulary: 'open',
      description: 'Value of the property, or empty for the action itself.',
    },
  ],
  measures: [
    {
      name: 'visitors',
      description: 'Visitor-days.',
      unit: 'visitor-days',
      l0: { times: ['actions', { plus: [1, 'keys_per_action'] }] },
      linf: 1,
      share: { names: 3_000 },
    },
    {
      name: 'events',
      description: 'Events of that name, capped per visitor-day; with an empty key only.',
      unit: 'events',
      l0: 'actions',
      linf: 'events_per_action',
      share: 0,
    },
    {
      name: 'worth_cents',
      description: 'Worth of these events, capped per visitor-day; with an empty key only.',
      unit: 'cents',
      l0: 'actions',
      linf: 'worth_cents',
      share: 0,
    },
  ],
  released: [
    {
      name: 'names',
      level: 'month',
      sql: 'reports/actions/names.sql',
      keys: ['name'],
      touches: 'actions',
      cells: ['actions'],
      outside: 'threshold',
    },
  ],
  joins:
    'An action with one property at a time: who knows that somebody acted may learn a property, on small sites.',
});
