/** Sentences about what a table leaves out, and why. They may not hold a number that the table does not. */
import type { LeftOut } from '#core/report/left-out';
import type { ReportTable } from '#core/report/report';

const COUNT = new Intl.NumberFormat('en');

/** Returns one sentence per reason; none where the table is whole or does not say. `what` names its cells. */
export function leftOutSentences(table: ReportTable, what = 'rows'): readonly string[] {
  return (table.left_out ?? []).map((reason) => sentence(reason, what, countedUnit(table)));
}

function sentence({ reason, rows, least }: LeftOut, what: string, unit: string): string {
  const some =
    rows === undefined ? capitalised(what) : `${COUNT.format(rows)} ${rows === 1 ? singular(what) : what}`;
  const is = rows === 1 ? 'is' : 'are';
  switch (reason) {
    case 'below_k':
      return `${some} with fewer than ${least} ${unit} ${is} left out.`;
    case 'folded':
      return '(other) adds up names that are not kept.';
    case 'below_floor':
      return `${some} of the site's and the program's lists ${is} left out: below some ${least} ${unit} noise alone could have made them.`;
    case 'below_threshold':
      return `Names that nobody listed beforehand are shown from some ${least} ${unit} on; how many stay below is not told.`;
    case 'not_approved':
      return `${rows === 1 ? '1 name waits' : `${COUNT.format(rows ?? 0)} names wait`} for approval: enough visitors stand behind ${rows === 1 ? 'it' : 'them'}, but the site has not listed ${rows === 1 ? 'it' : 'them'}.`;
    case 'refused':
      return `${rows === 1 ? '1 name is' : `${COUNT.format(rows ?? 0)} names are`} left out: the site does not show ${rows === 1 ? 'it' : 'them'}.`;
    case 'exceeds_whole':
      return `${some} ${is} left out: noise made ${rows === 1 ? 'it' : 'them'} larger than the whole.`;
    case 'not_every_month':
      return `${some} ${is} left out: not every month of the period has ${rows === 1 ? 'it' : 'them'}.`;
    case 'limit':
      return `${COUNT.format(rows ?? 0)} more ${rows === 1 ? singular(what) : what} beyond the limit.`;
  }
}

const singular = (what: string): string => what.replace(/s$/, '');
const capitalised = (what: string): string => what.charAt(0).toUpperCase() + what.slice(1);

/** The unit in which k and thresholds count. */
export function countedUnit({ columns }: ReportTable): string {
  const has = (name: string) => columns.some((column) => column.name === name);
  return has('people') ? 'people' : has('visitors') ? 'visitor-days' : 'visits';
}

/** Returns the table without what it says about itself, where the sentences stand elsewhere. */
export function withoutNotes(table: ReportTable): ReportTable {
  const { left_out: _, ...rest } = table;
  return { ...rest, withheld: false };
}
