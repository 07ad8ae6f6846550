/**
 * The place of a table on a report page: its section, its rank there, and its look. It is the same in internal and
 * released reports.
 */
import type { Cell } from './report.ts';

/** The sections of a page in reading order. `head` comes before them. */
export const SECTIONS = [
  { id: 'days', title: 'Days' },
  { id: 'pages', title: 'Topics and pages' },
  { id: 'landings', title: 'Landing pages' },
  { id: 'sources', title: 'Sources' },
  { id: 'demand', title: 'Demand by country' },
  { id: 'language', title: 'Language' },
  { id: 'technology', title: 'Technology' },
  { id: 'week', title: 'The week' },
  { id: 'actions', title: 'Actions' },
] as const;
export type SectionId = (typeof SECTIONS)[number]['id'];

interface InSection {
  readonly section: SectionId;
  /** Rank among the tables of its section, across reports; no two are equal. */
  readonly position: number;
  /** Heading on the page. @default the title of the table */
  readonly heading?: string;
}

/** Codes in a first column that the page replaces by words: `DE` by `Germany`. */
export type CodeKind = 'action' | 'country' | 'depth' | 'language' | 'screen' | 'source';

/** Ranked rows, with the table beneath: bars in internal reports, dots with whiskers in released ones. */
export interface RankingPlace extends InSection {
  readonly look: 'ranking';
  /** The figure that is drawn. @default `visitors` */
  readonly value?: string;
  /** The kind of codes in the first column, if any. */
  readonly codes?: CodeKind;
  /** Writes the label of a row; `word` puts a reserved value into words. @default its first column */
  readonly label?: (row: readonly Cell[], word: (value: string) => string) => string;
  /** Maximum number of rows drawn. @default 10 */
  readonly maxRows?: number;
  /** Half the width of the page: two such tables in succession stand side by side. */
  readonly half?: true;
  /** The only table of its section, which needs no heading besides that of the section. */
  readonly alone?: true;
  /** Whether the table is expanded, rather than collapsed behind a line. */
  readonly open?: true;
  /** Columns that the page omits; the CSV has them. */
  readonly hiddenColumns?: readonly string[];
  /** The sentence that replaces a table without rows. */
  readonly empty: string;
}

/** Subjects by country, as a shaded table. */
export interface ByCountryPlace extends InSection {
  readonly look: 'by_country';
  /** Heading of the column of subjects. */
  readonly corner: string;
}

/** A look that only one table has: the line of days, the bar of devices, the hours of the week. */
export interface PicturePlace extends InSection {
  readonly look: 'days' | 'devices' | 'week';
}

/** The headline and the tiles at the head of the page. */
export interface HeadPlace {
  readonly section: 'head';
  readonly look: 'tiles';
}

export type SectionPlace = RankingPlace | ByCountryPlace | PicturePlace;
export type TablePlace = SectionPlace | HeadPlace;
