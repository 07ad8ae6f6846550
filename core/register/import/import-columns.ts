/** What the columns of an import mean, by the names in its header. It repeats no name that it does not know. */
import { PROOF_PARTS, type GivenPurpose, type ImportRow, type ProofPart } from './import-row.ts';

type Column =
  | { readonly is: 'form' | 'language' | 'topics' | 'nameless' }
  | { readonly is: 'field'; readonly name: string }
  | { readonly is: 'proof'; readonly purpose: string; readonly part: ProofPart };

export type ImportColumns = readonly Column[];

const PROOF = new RegExp(`^([A-Za-z0-9][A-Za-z0-9:._-]{0,80})\\.(${PROOF_PARTS.join('|')})$`);

/**
 * Returns the columns of a header, or what is wrong with it. `fields` are the names of all forms' fields. Columns may
 * be missing: what they would hold is then missing in each row.
 */
export function readColumns(
  header: readonly string[],
  fields: ReadonlySet<string>,
): { readonly columns: ImportColumns } | { readonly problem: string } {
  const names = header.map((name) => name.trim());
  const columns: Column[] = [];
  for (const [at, name] of names.entries()) {
    const column = columnOf(name, fields);
    if (column === undefined)
      return {
        problem:
          `column ${at + 1} has a name that is none of form, language, topics, the fields of the forms, and ` +
          'PURPOSE.wording, PURPOSE.time, PURPOSE.evidence: rename or remove it',
      };
    if (name !== '' && names.indexOf(name) < at)
      return { problem: `column ${at + 1} has the name of column ${names.indexOf(name) + 1}: remove one` };
    columns.push(column);
  }
  return { columns };
}

function columnOf(name: string, fields: ReadonlySet<string>): Column | undefined {
  if (name === 'form' || name === 'language' || name === 'topics') return { is: name };
  // A spreadsheet writes commas also behind the last column.
  if (name === '') return { is: 'nameless' };
  if (fields.has(name)) return { is: 'field', name };
  const [, purpose, part] = PROOF.exec(name) ?? [];
  return purpose === undefined ? undefined : { is: 'proof', purpose, part: part as ProofPart };
}

/** Returns the row; undefined where a cell stands in no column that has a name. */
export function readCells(
  row: number,
  cells: readonly string[],
  columns: ImportColumns,
): ImportRow | undefined {
  const read = { form: '', language: '', topics: '' };
  const fields = new Map<string, string>();
  const given = new Map<string, GivenPurpose>();
  for (const [at, cell] of cells.entries()) {
    const column = columns[at] ?? { is: 'nameless' };
    const value = cell.trim();
    if (value === '') continue;
    if (column.is === 'nameless') return undefined;
    if (column.is === 'field') fields.set(column.name, cell);
    else if (column.is === 'proof') {
      const { purpose, part } = column;
      const before = given.get(purpose) ?? { purpose, wording: '', time: '', evidence: '' };
      given.set(purpose, { ...before, [part]: value });
    } else read[column.is] = value;
  }
  return {
    row,
    form: read.form,
    language: read.language,
    fields: Object.fromEntries(fields),
    topics: read.topics.split(/[\s,;]+/).filter((topic) => topic !== ''),
    given: [...given.values()],
  };
}
