/**
 * Lists the tables that an analyst's SQL names, without an engine. It is for notes and explanations: what a query may
 * read is decided elsewhere.
 */

/** Words after which the list of tables is over. */
const ENDS = new Set([
  'where',
  'group',
  'order',
  'having',
  'limit',
  'offset',
  'fetch',
  'window',
  'qualify',
  'sample',
  'union',
  'intersect',
  'except',
  'select',
  'values',
  'on',
  'using',
]);

/** Returns the last part of each name that stands where a table stands, in lower case; a name too many is possible. */
export function tablesRead(sql: string): ReadonlySet<string> {
  const tables = new Set<string>();
  // Of each open bracket: whether a list of tables is being read, and whether its next word is one.
  const stack: { inFrom: boolean; isNext: boolean }[] = [{ inFrom: false, isNext: false }];
  for (const [token] of withoutTexts(sql).matchAll(
    /"(?:[^"]|"")*"(?:\s*\.\s*(?:"(?:[^"]|"")*"|\w+))*|[\w$]+(?:\s*\.\s*(?:"(?:[^"]|"")*"|[\w$]+))*|[(),;]/g,
  )) {
    const state = stack.at(-1) ?? { inFrom: false, isNext: false };
    const word = token.toLowerCase();
    if (word === '(') stack.push({ inFrom: state.isNext, isNext: state.isNext });
    else if (word === ')') {
      if (stack.length > 1) stack.pop();
      const outer = stack.at(-1);
      if (outer !== undefined) outer.isNext = false;
    } else if (word === ',') state.isNext = state.inFrom;
    else if (word === 'from' || word === 'join' || word === 'table' || word === 'describe')
      Object.assign(state, { inFrom: true, isNext: true });
    else if (ENDS.has(word)) Object.assign(state, { inFrom: false, isNext: false });
    else if (state.isNext && word !== 'lateral') {
      tables.add((word.split('.').at(-1) ?? '').trim().replaceAll('"', ''));
      state.isNext = false;
    }
  }
  return tables;
}

/** Replaces comments and texts in quotes by spaces; names in double quotes stay. */
function withoutTexts(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
}
