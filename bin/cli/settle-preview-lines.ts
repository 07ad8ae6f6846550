/** The lines of `headcount settle --dry-run`: exact figures and names, so each month is marked INTERNAL. */
import { formatDays } from '#core/report/choose-period';
import type { FoldedTable, SettlePreview } from '#core/settle/settle-preview';

/** Returns the lines of one site's month. */
export function formatPreview({ site, month, tables, merging }: SettlePreview): string {
  return [
    `INTERNAL  ${month} ${site}: a settlement would`,
    ...tables.flatMap(formatTable),
    ...(merging.length === 0 ? [] : [`  merge into the month: ${formatDays(merging)}`]),
    ...(tables.some(({ table }) => table === 'pages' || table === 'landings')
      ? ['  To keep pages by name inside, list them under published: exactly, in a sitemap, or by a pattern.']
      : []),
  ].join('\n');
}

function formatTable({ table, names, amount, unit, top }: FoldedTable): readonly string[] {
  const more = names - top.length;
  return [
    `  fold to (other) in ${table}: ${names} ${names === 1 ? 'name' : 'names'}, ${amount} ${unit}`,
    ...top.map((entry) => `    ${entry.name}  ${entry.amount}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}
