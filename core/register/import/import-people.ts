/**
 * `import`: people from an older system. Nothing of a row is stored unless each of its purposes is proved, and nothing
 * of an address that was given up. The same rows again change nothing.
 */
import { Zone } from '../../time/zone.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import { importEvents } from './import-events.ts';
import type { Imported, ImportRow } from './import-row.ts';
import { planImport } from './plan-import.ts';
import { readImportRow } from './read-import-row.ts';

export interface ImportRequest {
  readonly rows: readonly ImportRow[];
  readonly isDryRun: boolean;
}

/** `known`: how many of the accepted rows were there before. */
export interface ImportedRows extends Imported {
  readonly known: number;
}

/** Stores the rows in one append. Rejects where they could not be stored; then none of them is. */
export async function importPeople(
  { rows, isDryRun }: ImportRequest,
  context: StaffContext,
): Promise<ImportedRows> {
  const zone = new Zone(context.register.config.timeZone);
  const read = rows.map((row) => readImportRow(row, zone, context));
  const names = [...new Set(read.flatMap(({ keys }) => keys))];
  const kept = new Map<string, string>();
  for (;;) {
    const { fresh, owners, isAsBefore, ...imported } = planImport(
      read,
      await context.log.read(names),
      context,
    );
    if (isDryRun || (fresh.size === 0 && kept.size === 0)) return imported;
    for (const [id, { evidence }] of fresh)
      if (!kept.has(id)) kept.set(id, await context.files.keepEvidence(id, decodeBase64(evidence)));
    const { notices } = await context.log.read(names);
    const events = importEvents({ fresh, owners, kept, notices }, context);
    if (events.length > 0 && !(await context.log.append(events, isAsBefore))) continue;
    // Addresses may be given up while their evidence is written.
    const unused = [...kept.keys()].filter((id) => !fresh.has(id));
    if (unused.length > 0) await context.removeTraces(unused, () => false);
    return imported;
  }
}

function decodeBase64(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}
