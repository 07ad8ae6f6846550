/** Demand: which topics and goals draw visitor-days, and from which markets. */
import {
  SHARE,
  VISITORS,
  key,
  type ColumnDefinition,
  type ReportDefinition,
  type TableDefinition,
} from '#core/report/definition';
import { RANKING_CHARTS } from '../ranking-charts.ts';

const withinSubject = (subject: string): ColumnDefinition => ({
  name: `${subject}_share`,
  type: 'percent',
  unit: '%',
  label: `Share of the ${subject}`,
  role: 'figure',
  quotient: { over: 'visitors', under: 'subject_visitors', scale: 100 },
});
const subjects = (subject: 'topic' | 'goal', label: string): readonly TableDefinition[] => [
  {
    name: `${subject}s`,
    title: `${label}s`,
    fact: 'demand',
    sql: `reports/demand/${subject}s.sql`,
    k: 'visitors',
    order: 'ranked',
    ...RANKING_CHARTS,
    columns: [key(subject, label), VISITORS, SHARE],
  },
  {
    name: `${subject}s_by`,
    title: `${label}s by country, language, medium, campaign`,
    fact: 'demand',
    sql: `reports/demand/${subject}s_by.sql`,
    k: 'visitors',
    order: 'ranked',
    columns: [
      key(subject, label),
      key('dimension', 'By'),
      key('value', 'Value'),
      VISITORS,
      SHARE,
      withinSubject(subject),
    ],
  },
];

export const demand: ReportDefinition = {
  name: 'demand',
  title: 'Demand',
  description: 'Topics and goals, each by country, language, medium and campaign.',
  tables: [...subjects('topic', 'Topic'), ...subjects('goal', 'Goal')],
};
