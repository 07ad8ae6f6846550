/** Formats cells as aligned lines of text. It may not use colour or cursor movement: the text must survive copying. */
import type { ReportData } from '#core/report/report';

const MAX_WIDTH = 60;

/** Formats rows, the first of which is the head; columns marked `right` are aligned right, long cells are cut. */
export function textTable(
  cells: readonly (readonly string[])[],
  right: readonly boolean[],
): readonly string[] {
  const widths = right.map((_, index) => cells.reduce((most, row) => widenFor(most, row[index] ?? ''), 0));
  return cells.map((row) => textLine(row, widths, right));
}

/** Returns the width of a column after adding one more cell. */
export function widenFor(width: number, cell: string): number {
  return Math.min(MAX_WIDTH, Math.max(width, cell.length));
}

/** Formats one row, each cell padded or cut to the width of its column. */
export function textLine(
  row: readonly string[],
  widths: readonly number[],
  right: readonly boolean[],
): string {
  return `  ${widths.map((width, index) => pad(row[index] ?? '', width, right[index] === true)).join('  ')}`.trimEnd();
}

/**
 * Describes the state of a report: `complete, 31 days`, `partial: 30 of 31 days`, or, for the live view, `not sealed
 * yet`.
 */
export function stateText({ state, inside, days: { asked, sealed, doubled = [] } }: ReportData): string {
  if (sealed === 0) return asked === 1 ? 'not sealed yet' : `${asked} days, not sealed yet`;
  const doubt =
    doubled.length === 0
      ? ''
      : `; ${inside ? 'a visitor may count twice on' : 'left out, as a visitor could count twice:'} ${doubled.join(', ')}`;
  return state === 'complete'
    ? `complete, ${asked} ${asked === 1 ? 'day' : 'days'}${doubt}`
    : `partial: ${sealed} of ${asked} days${doubt}`;
}

function pad(text: string, width: number, right: boolean): string {
  const cut = text.length > width ? `${text.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return right ? cut.padStart(width) : cut.padEnd(width);
}
