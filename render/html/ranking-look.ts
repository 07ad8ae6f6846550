/** The presentation of a ranked table, the same for inside and released reports. */
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

/** Width in pixels of a part that shares its line with another. */
const HALF_WIDTH_PX = 424;

export interface RankingLook {
  readonly title: string;
  /** Name of the column that the bars show. */
  readonly value?: string;
  readonly name?: (value: string) => string;
  /** Builds the label from a row; by default, the first column. */
  readonly label?: (row: readonly Cell[]) => string;
  readonly maxRows?: number;
  readonly width?: number;
  /** Set for the only part of a section, which then needs no heading of its own. */
  readonly alone?: boolean;
  /** Shows the table directly rather than behind a summary. */
  readonly open?: boolean;
  readonly hiddenColumns?: readonly string[];
  /** The sentence shown if there are no rows. */
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

/** Derives the look of a table from its declared place. */
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
    ...(half === undefined ? {} : { width: HALF_WIDTH_PX }),
    ...(alone === undefined ? {} : { alone }),
    ...(open === undefined ? {} : { open }),
    ...(hiddenColumns === undefined ? {} : { hiddenColumns }),
  };
}
