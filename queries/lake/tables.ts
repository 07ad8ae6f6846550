/** The tables that analysts query, in either place, with their columns: the facts, and the tables beside them. */
import { RELEASES } from '#core/disclosure/release-columns';
import { factColumns, type FactColumn } from '#core/facts/columns';
import { CALENDAR, COMPLETENESS, SEALS } from '#core/facts/lake-columns';
import { FACTS } from '../facts/catalogue.ts';

export interface LakeTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly FactColumn[];
  /** Whether it holds exact or bounded figures, which are for inside use. */
  readonly inside: boolean;
}

/** The tables that are not facts. */
export const OTHER_TABLES: readonly LakeTable[] = [
  {
    name: 'completeness',
    description:
      'What became of every item received. Exact; for inside use. Files of late rows lie beside the ' +
      "day's own; the view adds them up.",
    columns: COMPLETENESS,
    inside: true,
  },
  {
    name: 'seals',
    description:
      "What was sealed, when, by which catalogue and under which bounds. Readers see a site's day " +
      "only if it stands here, and its breakdowns in the month once the month's row names the day as " +
      'merged.',
    columns: SEALS,
    inside: true,
  },
  {
    name: 'calendar',
    description: 'Every day of the years that have a sealed day. A view, not a file.',
    columns: CALENDAR,
    inside: false,
  },
  {
    name: 'releases',
    description:
      'Released figures: one row per cell and measure, every public cell in it, shown or not. Its figures are fit to ' +
      'publish, its names only once they are listed or approved (`headcount names`): publish `reports/`. ' +
      '`releases/period=P/SITE.parquet`; beside it `SITE.json` with the same and the method, ' +
      'and `releases/ledger/` with what each release cost.',
    columns: RELEASES,
    inside: false,
  },
];

/** All tables, facts first. */
export const LAKE_TABLES: readonly LakeTable[] = [
  ...FACTS.map((fact) => ({
    name: fact.name,
    description: fact.description,
    columns: factColumns(fact),
    inside: true,
  })),
  ...OTHER_TABLES,
];
