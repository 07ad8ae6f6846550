/**
 * Plans a run: what is late, which days are sealed, what waits. The plan is decided once at its start and stored as an
 * object, so that every replay does the same.
 */
import type { ArrivalPart } from '#core/seal/arrival-part';
import { planSeals, type DayToSeal, type Plan } from '#core/seal/plan-seals';
import { findLateParts } from '#core/seal/seal-run';
import { addDays } from '#core/time/zone';
import { runningImports, type RunningImport } from '../import/running-imports.ts';
import { readImportedDays } from '../import/read-imported-days.ts';
import { readSeals } from '../lake/seals.ts';
import { indexArrivals, listArrivals } from './arrival-index.ts';
import { groupLateRows, type LateGroup } from './count-late.ts';
import { scratchFolder, type SealContext } from './seal-context.ts';
import { readClaims } from './claims.ts';

export interface SealPlan {
  /** Write time of each object, in milliseconds, by its path below `arrivals/`. */
  readonly written: Readonly<Record<string, number>>;
  readonly parts: readonly ArrivalPart[];
  readonly late: readonly LateGroup[];
  readonly days: readonly (DayToSeal & {
    /** Sites sealed before, whose rows of the day are carried over. */ readonly carried: readonly string[];
  })[];
  readonly waiting: Plan['waiting'];
  readonly importing: readonly Pick<RunningImport, 'id'>[];
  /** Whether days are left for the next run. */
  readonly more: boolean;
}

/** Maximum days per run, which bounds its record and its index. */
const MAX_DAYS = 31;
/** Age of imports, in milliseconds: what an older one brought is sealed, or deleted because of its age. */
export const KEPT_MS = 30 * 86_400_000;

/** Returns the run's plan, and makes it where there is none yet. */
export async function makePlan(context: SealContext): Promise<SealPlan> {
  const { steps, arrivals } = context;
  const folder = scratchFolder(steps.run);
  if (!steps.has('plan')) {
    await steps.once('list', async () => {
      await arrivals.put(`${folder}list.json`, JSON.stringify([...(await listArrivals(arrivals))]));
    });
    const written = new Map(await readJson<[string, number][]>(context, `${folder}list.json`));
    const parts = await indexArrivals(context, written.keys());
    await steps.once('plan', async () => {
      await arrivals.put(
        `${folder}plan.json`,
        JSON.stringify(await plan(context, parts, Object.fromEntries(written))),
      );
    });
  }
  return await readJson(context, `${folder}plan.json`);
}

async function plan(
  { steps, record, facts, config, request, now }: SealContext,
  parts: readonly ArrivalPart[],
  written: SealPlan['written'],
): Promise<SealPlan> {
  const [seals, states, importing, readDays] = await Promise.all([
    readSeals(facts),
    readClaims(record),
    runningImports(record),
    readImportedDays(facts, now() - KEPT_MS),
  ]);
  const sealedDays = seals
    .filter((row) => row.period.length === 10)
    .map((row) => ({ site: row.site, day: row.period, live: row.live === true }));
  const keys = new Set(sealedDays.map((entry) => `${entry.day} ${entry.site}`));
  const isSealed = (site: string, day: string) => keys.has(`${day} ${site}`);
  const real = parts.filter((part) => isDay(part.day) && part.site !== '');
  const planned = planSeals({
    config,
    parts: real,
    sealedDays,
    runningImports: importing,
    readDays,
    ...request,
  });
  return {
    written,
    parts,
    late: groupLateRows(steps.run, findLateParts(states, real, isSealed), isSealed),
    waiting: planned.waiting,
    importing: importing.map(({ id }) => ({ id })),
    days: planned.days.slice(0, MAX_DAYS).map((entry) => ({
      ...entry,
      carried: sealedDays.filter(({ day }) => day === entry.day).map(({ site }) => site),
    })),
    more: planned.days.length > MAX_DAYS,
  };
}

async function readJson<T>({ arrivals }: SealContext, key: string): Promise<T> {
  return JSON.parse((await arrivals.text(key)) ?? 'null') as T;
}

/**
 * Whether a text is a day. One bad row must not stop the seal: a row without a valid day is never sealed, and deleted
 * after its retention.
 */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}
