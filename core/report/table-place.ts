/**
 * The place of a table on a report page: its section, its rank there, and its look. The same inside and released. It
 * may not draw.
 */
import type { Cell } from './report.ts';

/** The sections of a page in reading order. `head` stands above them. */
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
  /** Rank among the tables of its section, whichever reports they are of; no two have the same. */
  readonly position: number;
  /** Heading on the page; the title of the table by default. */
  readonly heading?: string;
}

/** Codes of a first column that the page reads as something else: `DE` as `Germany`. */
export type CodeKind = 'action' | 'country' | 'depth' | 'language' | 'screen' | 'source';

/** Ranked rows: bars inside, dots with whiskers released, and the table beneath. */
export interface RankingPlace extends InSection {
  readonly look: 'ranking';
  /** The figure that is drawn; `visitors` by default. */
  readonly value?: string;
  /** What the first column holds, where its values are codes. */
  readonly codes?: CodeKind;
  /** Label of a row; its first column by default. `word` puts a reserved value into words. */
  readonly label?: (row: readonly Cell[], word: (value: string) => string) => string;
  /** Most rows drawn; 10 by default. */
  readonly maxRows?: number;
  /** Half as wide as the page: two such tables in a row stand beside each other. */
  readonly half?: true;
  /** The only table of its section: the section's title says it. */
  readonly alone?: true;
  /** The table in full view rather than behind a line. */
  readonly open?: true;
  /** Columns that the page leaves out; the CSV has them. */
  readonly hiddenColumns?: readonly string[];
  /** The sentence in place of a table without rows. */
  readonly empty: string;
}

/** Subjects by country as a shaded table. */
export interface ByCountryPlace extends InSection {
  readonly look: 'by_country';
  /** Head of the column of subjects. */
  readonly corner: string;
}

/** A look that one table has: the line of days, the bar of devices, the hours of the week. */
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
