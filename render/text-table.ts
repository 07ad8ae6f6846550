/** Cells as aligned lines of text. It may not use colour or cursor movement: the text must survive a copy. */
import type { ReportData } from '#core/report/report';

const MAX_WIDTH = 60;

/** The first row is the head; cells of columns marked `right` are set to the right, long ones cut. */
export function textTable(
  cells: readonly (readonly string[])[],
  right: readonly boolean[],
): readonly string[] {
  const widths = right.map((_, index) => cells.reduce((most, row) => widthWith(most, row[index] ?? ''), 0));
  return cells.map((row) => textLine(row, widths, right));
}

/** The width of a column that was `width` wide and gets one more cell. */
export function widthWith(width: number, cell: string): number {
  return Math.min(MAX_WIDTH, Math.max(width, cell.length));
}

/** One row, each cell padded to its column or cut to it. */
export function textLine(
  row: readonly string[],
  widths: readonly number[],
  right: readonly boolean[],
): string {
  return `  ${widths.map((width, index) => pad(row[index] ?? '', width, right[index] === true)).join('  ')}`.trimEnd();
}

/** `complete, 31 days`, `partial: 30 of 31 days`, or of the live view `not sealed yet`. */
export function stateText({ state, days: { asked, sealed } }: ReportData): string {
  if (sealed === 0) return asked === 1 ? 'not sealed yet' : `${asked} days, not sealed yet`;
  return state === 'complete'
    ? `complete, ${asked} ${asked === 1 ? 'day' : 'days'}`
    : `partial: ${sealed} of ${asked} days`;
}

function pad(text: string, width: number, right: boolean): string {
  const cut = text.length > width ? `${text.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return right ? cut.padStart(width) : cut.padEnd(width);
}
