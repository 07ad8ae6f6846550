/** Formats Markdown tables for generated documents. */

/** Returns head, rule and rows, one per line. A bar within a cell is escaped, so that it does not end the cell. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [formatRow(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(formatRow)].join('\n');
}

function formatRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
