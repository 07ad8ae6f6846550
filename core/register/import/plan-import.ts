/** What an import would do to the register as it is: which rows are stored, refused and left out. It stores nothing. */
import type { StaffContext } from '../staff/staff-context.ts';
import type { RegisterState } from '../register-state.ts';
import { givenUpSince, isSuppressed } from './declared-before.ts';
import type { Imported, RefusedRow } from './import-row.ts';
import type { ImportedDeclaration, ReadRow } from './read-import-row.ts';

export interface ImportPlan extends Imported {
  /** How many of the accepted rows were there before. */
  readonly known: number;
  /** Declarations that are to be stored, by the id of their submission. */
  readonly fresh: ReadonlyMap<string, ImportedDeclaration>;
  /** Whose the addresses of these are or will be, by key. */
  readonly owners: ReadonlyMap<string, string>;
  /** Whether the plan still holds for a later state. */
  readonly isAsBefore: (state: RegisterState) => boolean;
}

/** Plans the rows in their order: of two that are the same the second is known. */
export function planImport(
  rows: readonly ReadRow[],
  state: RegisterState,
  context: Pick<StaffContext, 'mac' | 'sha256' | 'randomId'>,
): ImportPlan {
  const fresh = new Map<string, ImportedDeclaration>();
  const refused: RefusedRow[] = [];
  let accepted = 0;
  let suppressed = 0;
  let known = 0;
  for (const { row, keys, declarations, reasons } of rows) {
    const named = declarations.map((one) => [submissionOf(one, context), one] as const);
    const problems = [...reasons, ...named.flatMap(([id, one]) => problemsIn(state, id, one))];
    if (keys.some((key) => isSuppressed(state, key))) suppressed++;
    else if (problems.length > 0) refused.push({ row, reason: problems.join('; ') });
    else {
      accepted++;
      const unknown = named.filter(([id]) => !state.submissions.has(id) && !fresh.has(id));
      for (const [id, one] of unknown) fresh.set(id, one);
      if (unknown.length === 0) known++;
    }
  }
  const keys = [...new Set([...fresh.values()].map(({ key }) => key))];
  const before = new Map(keys.map((key) => [key, state.refByKey.get(key)]));
  return {
    accepted,
    refused,
    suppressed,
    known,
    fresh,
    owners: new Map(keys.map((key) => [key, before.get(key) ?? context.randomId()])),
    isAsBefore: (latest) =>
      keys.every((key) => !isSuppressed(latest, key) && latest.refByKey.get(key) === before.get(key)) &&
      [...fresh].every(([id, one]) => !latest.submissions.has(id) && givenUpSince(latest, one).length === 0),
  };
}

function problemsIn(state: RegisterState, id: string, declaration: ImportedDeclaration): readonly string[] {
  const stopped = givenUpSince(state, declaration);
  if (stopped.length > 0) return stopped.map((purpose) => `${purpose}: withdrawn after this declaration`);
  const isErased = state.submissions.get(id)?.erased !== undefined;
  return isErased ? ['row: was imported before and has been erased since'] : [];
}

/**
 * The id of a declaration's submission: a keyed hash of all of it, so that what was imported is known again even where
 * its values are corrected or erased since. Without the key it tells nothing.
 */
export function submissionOf(
  { key, form, language, values, topics, decisions, isService, time, wording, evidence }: ImportedDeclaration,
  { mac, sha256 }: Pick<StaffContext, 'mac' | 'sha256'>,
): string {
  const digest = sha256(new TextEncoder().encode(JSON.stringify([wording, evidence])));
  const given = Object.keys(decisions).toSorted();
  const all = [key, form.id, language, Object.entries(values), topics, given, isService, time, digest];
  // As with random ids: a hyphen in front would be an option of a command, and a formula to a spreadsheet.
  return mac(`import.${JSON.stringify(all)}`)
    .slice(0, 22)
    .replace(/^-/, 'A');
}
