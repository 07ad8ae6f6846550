/**
 * Finds in a text what Trino accepts and Athena refuses:
 * https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html
 */

/** Returns Athena's reason to refuse the text; undefined if no rule here applies. */
export function beyondAthena(sql: string): string | undefined {
  const bare = withoutTexts(sql);
  if (/;\s*\S/.test(bare)) return 'one statement at a time';
  if (/\$\d/.test(bare)) return 'parameters are question marks';
  // The clause around each open bracket, so that the end of a subquery returns to it.
  const around: string[] = [];
  let clause = '';
  for (const [word] of bare.matchAll(
    /\bfilter\s*\(\s*where\b|\b(?:select|from|where|group|having|order|limit|offset|on|values|union|join)\b|[?()]/gi,
  )) {
    if (word === '(') around.push(clause);
    else if (word === ')') clause = around.pop() ?? '';
    else if (/^filter/i.test(word)) {
      around.push(clause);
      clause = 'filter';
    } else if (word !== '?') clause = word.toLowerCase();
    else if (clause !== 'where')
      return `a parameter stands in ${clause === '' ? 'no clause' : clause}; Athena takes them in where only`;
  }
  return undefined;
}

/** Returns the text without comments and quoted parts. */
export function withoutTexts(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith("'") ? "''" : found.startsWith('"') ? '""' : ' ',
  );
}
