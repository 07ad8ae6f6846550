/**
 * Counts rows of a sealed site and day in a file that its seal did not include: in `completeness`, under the day of
 * their arrival, with the outcome `late`.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ArrivalPart } from '#core/seal/arrival-part';
import { crashPoint } from './crash-point.ts';
import { publishDraft, settleDraft } from './replace-file.ts';
import type { SealContext } from './seal-day.ts';
import { findLateParts, type SealRun } from '#core/seal/seal-run';
import { writeSealState } from './seal-state.ts';
import { makeFolder } from '#runtime/node/make-folder';

/**
 * Counts late items and returns their number. After an interruption it continues with the same files under the same
 * names.
 */
export async function countLate(
  context: SealContext,
  parts: readonly ArrivalPart[],
  isSealed: (site: string, day: string) => boolean,
): Promise<number> {
  const { data, states } = context;
  let counted = 0;
  for (const day of [...new Set(parts.map((part) => part.day))].toSorted()) {
    const pending = (states.get(day) ?? []).find((run) => run.kind === 'late' && run.state === 'pending');
    if (pending !== undefined) counted += await finishRun(context, day, pending, parts);
    const late = findLateParts(
      states,
      parts.filter((part) => part.day === day),
      isSealed,
    );
    // One run per file: a run counts every site it names in every file it names.
    for (const file of new Set(late.map((part) => part.file))) {
      const run: SealRun = {
        id: randomBytes(8).toString('hex'),
        kind: 'late',
        sites: late.filter((part) => part.file === file).map((part) => part.site),
        files: [file],
        state: 'pending',
      };
      writeSealState(data, states, day, [...(states.get(day) ?? []), run]);
      crashPoint('late-noted');
      counted += await finishRun(context, day, run, parts);
    }
  }
  return counted;
}

async function finishRun(
  { db, data, states }: SealContext,
  day: string,
  run: SealRun,
  parts: readonly ArrivalPart[],
): Promise<number> {
  const runParts = parts.filter(
    (part) => part.day === day && run.sites.includes(part.site) && run.files.includes(part.file),
  );
  for (const dt of new Set(runParts.map((part) => part.dt))) {
    const folder = join(data.completeness, `period=${dt}`);
    makeFolder(folder);
    const file = join(folder, `late-${run.id}.parquet`);
    await db.run(
      'create or replace temp table late (site varchar, day varchar, outcome varchar, reason varchar, items bigint)',
    );
    for (const part of runParts.filter((candidate) => candidate.dt === dt))
      await db.run("insert into late values (?, ?, 'late', 'late', ?)", [part.site, dt, part.items]);
    await db.run(
      `copy (select site, day, outcome, reason, cast(sum(items) as bigint) as items from late group by all order by all) to $1 (format parquet, compression zstd)`,
      [`${file}.tmp`],
    );
    settleDraft(`${file}.tmp`, dt);
    publishDraft(`${file}.tmp`, file);
  }
  crashPoint('late-counted');
  writeSealState(data, states, day, [
    ...(states.get(day) ?? []).filter((earlier) => earlier.id !== run.id),
    { ...run, state: 'done' },
  ]);
  return runParts.reduce((sum, part) => sum + part.items, 0);
}
