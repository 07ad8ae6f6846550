/** Demand: the topics and goals that draw visitor-days, and their markets. */
import {
  SHARE,
  VISITORS,
  key,
  type ColumnDefinition,
  type ReportDefinition,
  type TableDefinition,
} from '#core/report/definition';
import type { TablePlace } from '#core/report/table-place';
import { RANKING_CHARTS } from '../ranking-charts.ts';

const withinSubject = (subject: string): ColumnDefinition => ({
  name: `${subject}_share`,
  type: 'percent',
  unit: '%',
  label: `Share of the ${subject}`,
  role: 'figure',
  quotient: { numerator: 'visitors', denominator: 'subject_visitors', scale: 100 },
});
interface SubjectPlaces {
  /** Place of the table of subjects. */
  readonly subjects: TablePlace;
  /** Position of the table of subjects by country. */
  readonly byCountryPosition: number;
}
const subjects = (
  subject: 'topic' | 'goal',
  label: string,
  places: SubjectPlaces,
): readonly TableDefinition[] => [
  {
    name: `${subject}s`,
    title: `${label}s`,
    fact: 'demand',
    sql: `reports/demand/${subject}s.sql`,
    k: 'visitors',
    order: 'ranked',
    ...RANKING_CHARTS,
    place: places.subjects,
    columns: [key(subject, label), VISITORS, SHARE],
  },
  {
    name: `${subject}s_by`,
    title: `${label}s by country, language, medium, campaign`,
    fact: 'demand',
    sql: `reports/demand/${subject}s_by.sql`,
    k: 'visitors',
    order: 'ranked',
    place: {
      section: 'demand',
      position: places.byCountryPosition,
      look: 'by_country',
      heading: `${label}s by country`,
      corner: label,
    },
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
  tables: [
    ...subjects('topic', 'Topic', {
      subjects: {
        section: 'pages',
        position: 1,
        look: 'ranking',
        empty: 'No topics: add topic rules to the configuration; they apply from the next day on.',
      },
      byCountryPosition: 2,
    }),
    ...subjects('goal', 'Goal', {
      subjects: {
        section: 'actions',
        position: 2,
        look: 'ranking',
        half: true,
        empty: 'No goals were reached, or none are configured.',
      },
      byCountryPosition: 3,
    }),
  ],
};
