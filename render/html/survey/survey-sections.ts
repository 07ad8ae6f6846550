/** The tables of a survey as sections of a page, inside or released. It may not show a figure of another kind. */
import { html } from 'hono/html';
import type { TableDefinition } from '#core/report/definition';
import type { ReportData, ReportTable } from '#core/report/report';
import type { Html } from '../figures.ts';
import type { Section } from '../page-skeleton.ts';
import type { RankingLook } from '../ranking-look.ts';
import { countryName, languageName, readableValue } from '../readable-value.ts';

/** What a page of the survey is drawn with. */
export interface SurveyPage {
  /** Of the organisation. */
  readonly name: string;
  readonly charts: Pick<TableDefinition, 'chart' | 'releasedChart'>;
  /** BCP 47 tag for numbers; the text is English. */
  readonly locale: string;
}

const NAMES: Readonly<Record<string, (value: string) => string>> = {
  countries: countryName,
  languages: languageName,
  kinds: (kind) => readableValue(kind.charAt(0).toUpperCase() + kind.slice(1).replace('-', ' ')),
};

/** Consents expire after two years, so that more months are rare. */
const MOST_MONTHS = 36;

/** The tables that count one attribute each. */
export const breakdownsOf = ({ tables }: ReportData): readonly ReportTable[] =>
  tables.filter(({ name }) => name !== 'total');

/** Renders each breakdown as a section of its own. */
export async function surveySections(
  tables: readonly ReportTable[],
  render: (table: ReportTable, look: RankingLook) => Promise<Html>,
): Promise<readonly Section[]> {
  return Promise.all(
    tables.map(async (table) => ({
      id: table.name,
      title: table.title,
      body: await render(table, {
        title: table.title,
        value: 'people',
        alone: true,
        empty: 'Nobody is counted here.',
        ...(table.columns[0]?.name === 'month' ? { maxRows: MOST_MONTHS } : {}),
        ...(NAMES[table.name] === undefined ? {} : { name: NAMES[table.name] }),
      }),
    })),
  );
}

/** Renders terms with their meanings. */
export const paragraphs = (texts: readonly (Html | string)[]): Html =>
  html`${texts.map((text) => html`<p>${text}</p>`)}`;
