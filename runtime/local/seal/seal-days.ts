/**
 * Seals what is due, in the order of the days: all of `headcount seal`. If it is interrupted at any point and run
 * again, it reaches the same state.
 */
import { join } from 'node:path';
import type { SealWithNames } from '#core/disclosure/listed-names';
import { addDays, Zone } from '#core/time/zone';
import { openDuckDb, type DuckDb } from '../duckdb/open-duckdb.ts';
import { takeLock, waitForLock, type Lock } from '../lock.ts';
import { prepareDataDir } from '../prepare-data-dir.ts';
import { isClockTrusted } from '../salts/ended-days.ts';
import { deleteEndedSalts } from '../salts/salt-files.ts';
import { removeScratch } from '../sweep-scratch.ts';
import { indexArrivals } from './arrival-index.ts';
import { dropScratch } from './build-facts.ts';
import { countLate } from './count-late.ts';
import { crashPoint } from './crash-point.ts';
import { deleteCounted, deleteUnsealed, type ExpiredArrivals } from './delete-arrivals.ts';
import { deleteOldFacts } from './delete-old-facts.ts';
import { drainJournal } from './drain-journal.ts';
import { heldBackByArrivals, heldBackBySegments } from './held-arrivals.ts';
import { readHeldBackNote, writeHeldBackNote } from './held-note.ts';
import { heldBackByStates } from './open-files.ts';
import { prepareTables, settlePending } from './before-sealing.ts';
import { readSealed, type SealedDays } from './read-sealed.ts';
import { sealedOutcomes } from './sealed-outcomes.ts';
import { importOf, runningImports } from './running-imports.ts';
import { refuseLongSilence } from '#core/seal/long-silence';
import type { ArrivalPart } from '#core/seal/arrival-part';
import { isHeldBack, remainingHeldBack, type HeldBack } from '#core/seal/held-back';
import { planSeals, type DayToSeal } from '#core/seal/plan-seals';
import { SealMismatchError } from '#core/seal/reconcile';
import type { SealContext } from './seal-day.ts';
import type { SealInput, SealResult } from './seal-input.ts';
import { sealUndamagedSites } from './seal-undamaged-sites.ts';
import { readSealStates } from './seal-state.ts';

/** An import holds the lock `days` while it commits a chunk. */
const DAYS_PATIENCE_MS = 60_000;

/**
 * Throws a LockHeldError, JournalBusyError, TimeZoneChangedError or LongSilenceError, or, after the other days are
 * sealed, a SealMismatchError; nothing is deleted then except by age.
 */
export async function sealDays(input: SealInput): Promise<SealResult> {
  const { data } = input;
  prepareDataDir(data);
  const lock = await takeLock(data, 'seal');
  let days: Lock | undefined;
  try {
    days = await waitForLock(data, 'days', DAYS_PATIENCE_MS);
    deleteEndedSalts(data, input.today);
    removeScratch(data, 'seal');
    const db = await openDuckDb({ memoryLimit: input.memoryLimit, scratch: join(data.scratch, 'seal') });
    try {
      return await sealWith(db, input);
    } finally {
      db.close();
    }
  } finally {
    days?.release();
    lock.release();
  }
}

async function sealWith(db: DuckDb, input: SealInput): Promise<SealResult> {
  const { data, config, today, retentionDay = today } = input;
  const states = readSealStates(data);
  const keptNames: SealWithNames[] = [];
  let parts: readonly ArrivalPart[] = [];
  let sealed: SealedDays = { days: [], periods: [], keptNames: [], heldBack: [] };
  let isRetained: (file: string) => boolean = (file) =>
    runningImports(data, new Zone(config.timeZone)).running.some((entry) => entry.id === importOf(file));
  // Until the clock is known to be plausible, nothing is deleted by age.
  let isClockDoubtful = input.throughUnconfirmed === true;
  let result: Omit<SealResult, 'abandoned' | 'abandonedFiles'> | undefined;
  let abandoned: ExpiredArrivals = { items: 0, files: 0 };
  try {
    sealed = await readSealed(db, data);
    keptNames.push(...sealed.keptNames);
    const context: SealContext = {
      db,
      data,
      config,
      facts: input.facts,
      loadSql: input.loadSql,
      states: states.states,
      listed: input.listed,
      keptNames,
      today,
    };
    await prepareTables(db, config);
    const isSealed = (site: string, day: string) =>
      sealed.days.some((entry) => entry.site === site && entry.day === day);
    settlePending(context, isSealed);
    const segments = await drainJournal(db, data);
    crashPoint('drained');
    const imports = runningImports(data, new Zone(config.timeZone));
    const index = await indexArrivals(db, data);
    const heldBack: HeldBack[] = [
      ...sealed.heldBack,
      ...heldBackByStates(data, states),
      ...imports.heldBack,
      ...heldBackBySegments(config, segments),
      ...heldBackByArrivals(data, config, index.damaged, index.parts),
    ];
    const isHeld = (part: ArrivalPart) => isHeldBack(heldBack, part.site, part.day);
    parts = deleteCounted(data, context.states, index.parts);
    const late = await countLate(
      context,
      parts.filter((part) => !isHeld(part)),
      isSealed,
    );
    parts = deleteCounted(data, context.states, parts);
    const previouslyHeldBack = readHeldBackNote(data);
    const plan = planSeals({
      config,
      parts,
      sealedDays: sealed.days,
      runningImports: imports.running,
      readDays: imports.readDays,
      heldBack,
      previouslyHeldBack,
      through: input.through,
      byClock: input.byClock,
    });
    if (input.throughUnconfirmed === true) refuseLongSilence(plan.days, parts);
    isClockDoubtful = false;
    // Files that wait for an import, or belong to one, are not abandoned.
    const waiting = new Set(
      parts
        .filter((part) => plan.waiting.some((entry) => entry.site === part.site && entry.day === part.day))
        .map((part) => part.file),
    );
    isRetained = (file) => waiting.has(file) || imports.running.some((entry) => entry.id === importOf(file));
    const sealedNow: DayToSeal[] = [];
    let mismatch: SealMismatchError | undefined;
    for (const [position, day] of plan.days.entries()) {
      try {
        sealedNow.push(...(await sealUndamagedSites(context, day, parts, heldBack)));
      } catch (error) {
        if (!(error instanceof SealMismatchError)) throw error;
        mismatch ??= error;
        await dropScratch(db);
      }
      parts = deleteCounted(data, context.states, parts);
      input.onSealed?.(day.day, position + 1, plan.days.length);
    }
    const open = remainingHeldBack(
      heldBack,
      config.sites.map(({ id }) => id),
      sealed.days,
    );
    writeHeldBackNote(data, open);
    if (mismatch !== undefined) throw mismatch;
    result = { days: await sealedOutcomes(db, data, sealedNow), waiting: plan.waiting, late, held: open };
  } finally {
    // In any case: data kept beyond its retention may be somebody's.
    if (!isClockDoubtful)
      abandoned = deleteUnsealed(data, parts, isRetained, {
        days: config.retention.arrivalsDays,
        today: retentionDay,
      });
    // A clock that jumped may be wrong, and deletion is final.
    if (!isClockDoubtful && isClockTrusted(data, retentionDay))
      deleteOldFacts(data, { ...sealed, keptNames }, addDays(retentionDay, -config.retention.factsDays));
  }
  return { ...result, abandoned: abandoned.items, abandonedFiles: abandoned.files };
}
