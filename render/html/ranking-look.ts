/** How one ranked table is shown, the same inside and released. It may not know which figures. */
import type { Cell } from '#core/report/report';

export interface RankingLook {
  readonly title: string;
  /** The figure that the bars show. */
  readonly value?: string;
  readonly name?: (value: string) => string;
  /** Columns that make the label; the first one by default. */
  readonly label?: (row: readonly Cell[]) => string;
  readonly most?: number;
  readonly width?: number;
  /** The only part of its section: the section's heading says it. */
  readonly alone?: boolean;
  /** The table in full view rather than behind a line. */
  readonly open?: boolean;
  readonly without?: readonly string[];
  /** What is said where there is nothing. */
  readonly empty: string;
}
