/** Declaration of the fact `visitors`. */
import { defineFact } from '#core/facts/fact';

export const visitors = defineFact({
  name: 'visitors',
  description:
    'Visitors by one dimension at a time, never by two together: the value of the event with the lowest id that ' +
    'has one.',
  grain: [
    {
      name: 'dimension',
      type: 'string',
      vocabulary: 'fixed',
      description:
        'country, language, browser, browser_version, system, device, screen or depth (page views: 0, ' +
        '1, 2, 3-5, 6-10, 11+).',
    },
    {
      name: 'value',
      type: 'string',
      vocabulary: 'fixed',
      description: 'Value of the dimension, or (unknown).',
    },
  ],
  measures: [
    {
      name: 'visitors',
      description: 'Visitor-days; each counts once in every dimension.',
      unit: 'visitor-days',
      l0: 8,
      linf: 1,
      share: {
        countries: 2_000,
        languages: 1_000,
        devices: 1_000,
        browsers: 1_000,
        systems: 1_000,
        screens: 1_000,
        depth: 1_000,
      },
    },
  ],
  released: [
    {
      name: 'countries',
      level: 'month',
      sql: 'reports/market/countries.sql',
      keys: ['value'],
      touches: 1,
      cells: ['countries'],
      outside: 'fold',
      partition: true,
    },
    {
      name: 'languages',
      level: 'month',
      sql: 'reports/market/languages.sql',
      keys: ['value'],
      touches: 1,
      cells: ['languages'],
      outside: 'fold',
      partition: true,
    },
    {
      name: 'devices',
      level: 'month',
      sql: 'reports/market/devices.sql',
      keys: ['value'],
      touches: 1,
      cells: ['devices'],
      outside: 'fold',
      partition: true,
    },
    {
      name: 'browsers',
      level: 'month',
      sql: 'reports/market/browsers.sql',
      keys: ['value'],
      touches: 1,
      cells: ['browsers'],
      outside: 'fold',
      partition: true,
    },
    {
      name: 'systems',
      level: 'month',
      sql: 'reports/market/systems.sql',
      keys: ['value'],
      touches: 1,
      cells: ['systems'],
      outside: 'fold',
      partition: true,
    },
    {
      name: 'screens',
      level: 'month',
      sql: 'reports/market/screens.sql',
      keys: ['value'],
      touches: 1,
      cells: ['screens'],
      outside: 'fold',
      partition: true,
    },
    {
      name: 'depth',
      level: 'month',
      sql: 'reports/audience/depth.sql',
      keys: ['value'],
      touches: 1,
      cells: ['depths'],
      outside: 'fold',
      partition: true,
    },
  ],
});
