/** How one ranked table is shown, the same inside and released. It may not know which figures. */
import type { Cell } from '#core/report/report';
import type { CodeKind, RankingPlace } from '#core/report/table-place';
import {
  actionName,
  countryName,
  depthName,
  languageName,
  readableValue,
  screenName,
  sourceName,
} from './readable-value.ts';

/** Width of a part beside another, in pixels. */
const HALF = 424;

export interface RankingLook {
  readonly title: string;
  /** The figure that the bars show. */
  readonly value?: string;
  readonly name?: (value: string) => string;
  /** Columns that make the label; the first one by default. */
  readonly label?: (row: readonly Cell[]) => string;
  readonly maxRows?: number;
  readonly width?: number;
  /** The only part of its section: the section's heading says it. */
  readonly alone?: boolean;
  /** The table in full view rather than behind a line. */
  readonly open?: boolean;
  readonly hiddenColumns?: readonly string[];
  /** What is said where there is nothing. */
  readonly empty: string;
}

const NAMES: Readonly<Record<CodeKind, (value: string) => string>> = {
  action: actionName,
  country: countryName,
  depth: depthName,
  language: languageName,
  screen: screenName,
  source: sourceName,
};

/** The look of a table from the place that it declares. */
export function rankingLook(place: RankingPlace, title: string): RankingLook {
  const { value, codes, label, maxRows, half, alone, open, hiddenColumns, empty } = place;
  return {
    title,
    empty,
    ...(value === undefined ? {} : { value }),
    ...(codes === undefined ? {} : { name: NAMES[codes] }),
    ...(label === undefined
      ? {}
      : { label: (row: readonly Cell[]) => label(row, codes === 'action' ? actionName : readableValue) }),
    ...(maxRows === undefined ? {} : { maxRows }),
    ...(half === undefined ? {} : { width: HALF }),
    ...(alone === undefined ? {} : { alone }),
    ...(open === undefined ? {} : { open }),
    ...(hiddenColumns === undefined ? {} : { hiddenColumns }),
  };
}
