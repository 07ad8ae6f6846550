/** Declaration of the fact `visitors`. It may not hold a query. */
import { defineFact } from '#core/facts/fact';

export const visitors = defineFact({
  name: 'visitors',
  description: 'Who visits, one dimension at a time and never two together: of each the value of the least-id event that has one.',
  grain: [
    { name: 'dimension', type: 'string', vocabulary: 'fixed', description: 'country, language, browser, browser_version, system, device, screen or depth (page views: 0, 1, 2, 3-5, 6-10, 11+).' },
    { name: 'value', type: 'string', vocabulary: 'fixed', description: 'Value of the dimension, or (unknown).' },
  ],
  measures: [
    { name: 'visitors', description: 'Visitor-days; each counts once in every dimension.', unit: 'visitor-days', l0: 8, linf: 1, share: 0.012 },
  ],
});
