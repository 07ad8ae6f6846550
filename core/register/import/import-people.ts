/**
 * `import`: people from an older system. Nothing of a row is stored unless each of its purposes is proved, and nothing
 * of an address that was given up. The same rows again change nothing.
 */
import { Zone } from '../../time/zone.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import { importEvents } from './import-events.ts';
import type { Imported, ImportRow } from './import-row.ts';
import { planImport, submissionOf } from './plan-import.ts';
import { readImportRow, type ImportedDeclaration } from './read-import-row.ts';

/** A process may have few files open. */
const FILES_AT_ONCE = 64;

export interface ImportRequest {
  readonly rows: readonly ImportRow[];
  readonly isDryRun: boolean;
}

/** `known`: how many of the accepted rows were there before. */
export interface ImportedRows extends Imported {
  readonly known: number;
}

/**
 * Stores the rows, as many in one append as the log takes. Rejects where they could not be stored; what was stored
 * before that is known when the same rows come again.
 */
export async function importPeople(
  { rows, isDryRun }: ImportRequest,
  context: StaffContext,
): Promise<ImportedRows> {
  const size = Math.min(rows.length, context.log.peopleAtOnce);
  const total: Mutable<ImportedRows> = { accepted: 0, refused: [], suppressed: 0, known: 0 };
  for (let at = 0; at < rows.length; at += size) {
    const part = await importSome({ rows: rows.slice(at, at + size), isDryRun }, context);
    total.accepted += part.accepted;
    total.refused = [...total.refused, ...part.refused];
    total.suppressed += part.suppressed;
    total.known += part.known;
  }
  return total;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

async function importSome({ rows, isDryRun }: ImportRequest, context: StaffContext): Promise<ImportedRows> {
  const zone = new Zone(context.register.config.timeZone);
  const read = rows.map((row) => readImportRow(row, zone, context));
  // Also by the submissions that they would be: what was erased is found by nothing else.
  const names = [
    ...new Set(
      read.flatMap(({ keys, declarations }) => [
        ...keys,
        ...declarations.map((one) => submissionOf(one, context)),
      ]),
    ),
  ];
  const kept = new Map<string, string>();
  for (;;) {
    const { fresh, owners, isAsBefore, ...imported } = planImport(
      read,
      await context.log.read(names),
      context,
    );
    if (isDryRun || (fresh.size === 0 && kept.size === 0)) return imported;
    await keepEvidence(
      [...fresh].filter(([id]) => !kept.has(id)),
      kept,
      context,
    );
    const { notices } = await context.log.read(names);
    const events = importEvents({ fresh, owners, kept, notices }, context);
    if (events.length > 0 && !(await context.log.append(events, { names, holds: isAsBefore }))) continue;
    // Addresses may be given up while their evidence is written.
    const unused = [...kept.keys()].filter((id) => !fresh.has(id));
    if (unused.length > 0) await context.removeTraces(unused, () => false);
    return imported;
  }
}

/** Keeps the evidence of declarations, and notes under which name. */
async function keepEvidence(
  declarations: readonly (readonly [string, ImportedDeclaration])[],
  kept: Map<string, string>,
  { files }: StaffContext,
): Promise<void> {
  for (let at = 0; at < declarations.length; at += FILES_AT_ONCE)
    await Promise.all(
      declarations.slice(at, at + FILES_AT_ONCE).map(async ([id, { evidence }]) => {
        kept.set(id, await files.keepEvidence(id, decodeBase64(evidence)));
      }),
    );
}

function decodeBase64(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}
