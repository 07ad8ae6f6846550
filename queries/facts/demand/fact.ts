/** Declaration of the fact `demand`. */
import { defineFact } from '#core/facts/fact';

export const demand = defineFact({
  name: 'demand',
  description: 'Demand: topics viewed and goals reached, each alone and by one attribute at a time.',
  grain: [
    { name: 'kind', type: 'string', vocabulary: 'fixed', description: 'topic or goal.' },
    {
      name: 'subject',
      type: 'string',
      vocabulary: 'fixed',
      description: 'Name of the topic or goal; (no topic) comes last.',
    },
    {
      name: 'dimension',
      type: 'string',
      vocabulary: 'fixed',
      description: '(all), country, language, medium or campaign.',
    },
    {
      name: 'value',
      type: 'string',
      vocabulary: 'open',
      description:
        'Value as in visitors, sources and campaigns; (none) where there is none, (all) in the dimension (all).',
    },
  ],
  measures: [
    {
      name: 'visitors',
      description: 'Visitor-days.',
      unit: 'visitor-days',
      l0: { times: [10, 'subjects'] },
      linf: 1,
      share: { topics: 4_000, topics_by: 2_000, goals: 3_000, goals_by: 1_000 },
    },
  ],
  released: [
    {
      name: 'topics',
      level: 'month',
      sql: 'reports/demand/topics.sql',
      keys: ['topic'],
      touches: 'subjects',
      cells: ['topics'],
      outside: 'drop',
    },
    {
      name: 'topics_by',
      level: 'month',
      sql: 'reports/demand/topics_by.sql',
      keys: ['topic', 'dimension', 'value'],
      touches: { times: [2, 'subjects'] },
      cells: ['topics', 'markets'],
      outside: 'drop',
    },
    {
      name: 'goals',
      level: 'month',
      sql: 'reports/demand/goals.sql',
      keys: ['goal'],
      touches: 'subjects',
      cells: ['goals'],
      outside: 'drop',
    },
    {
      name: 'goals_by',
      level: 'month',
      sql: 'reports/demand/goals_by.sql',
      keys: ['goal', 'dimension', 'value'],
      touches: { times: [2, 'subjects'] },
      cells: ['goals', 'markets'],
      outside: 'drop',
    },
  ],
  joins:
    'Topic or goal with country, language, medium or campaign, one at a time: on small sites, who ' +
    "knows somebody's country may learn the topic.",
});
