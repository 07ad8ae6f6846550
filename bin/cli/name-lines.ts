/**
 * Prints names for people, one a line. A name can hold anything that a visitor sent: it may not begin a line of its
 * own, move the cursor, or reorder the text beside it.
 */
import type { DecidedName, NamesOutcome } from '#core/operator/names-request';
import { escapeControls, toPrintable } from '#render/terminal-text';

/** Longer names are cut; `--json` has them whole. */
const MAX_LENGTH = 300;

/**
 * Returns a line per name: how it stands, its site where there are several, its table, and of one that waits the first
 * month that drew it.
 */
export function formatNames(
  { waiting, approved, refused }: Pick<NamesOutcome, 'waiting' | 'approved' | 'refused'>,
  hasSites: boolean,
): readonly string[] {
  const line = (standing: string, { site, table, name }: DecidedName, period = '') =>
    [
      standing.padEnd(8),
      ...(hasSites ? [site] : []),
      table.padEnd(9),
      ...(period === '' ? [] : [period]),
      formatName(name),
    ].join('  ');
  return [
    ...waiting.map((name) => line('waiting', name, name.period)),
    ...approved.map((name) => line('approved', name)),
    ...refused.map((name) => line('refused', name)),
  ];
}

/** Returns the name, or a JSON string of it where it is not fit to print or could be taken for one. */
function formatName(name: string): string {
  const cut =
    name.length > MAX_LENGTH ? `${name.slice(0, MAX_LENGTH).replace(/[\ud800-\udbff]$/, '')}…` : name;
  const isPlain = toPrintable(cut) === cut && cut.trim() === cut && !cut.startsWith('"') && cut !== '';
  return isPlain ? cut : escapeControls(JSON.stringify(cut));
}
