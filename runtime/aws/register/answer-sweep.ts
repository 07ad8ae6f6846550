/**
 * The daily sweep: retention, the weekly mails to owners, what interrupted erasures left, and the counts that leave the
 * register. One part that fails keeps no other from running; the whole then fails by name, so that an alarm notices.
 */
import { runRetention } from '#core/register/acts/erase';
import { tellOwners } from '#core/register/acts/weekly-owners';
import { releaseDemand } from '#core/register/demand/release-demand';
import { OPEN_CASES } from '#core/register/log-names';
import { surveyInside } from '#core/register/survey/survey-inside';
import type { StaffContext } from '#core/register/staff/staff-context';
import { Zone } from '#core/time/zone';
import { createSystemBits } from '#runtime/node/random-bits';
import type { Bucket } from './bucket.ts';
import { RELEASED_DEMAND } from './env.ts';
import type { WriteCounts } from './metrics.ts';
import type { OpenedRegister } from './open-register.ts';
import { REFUSING_DOOR } from './refusing-door.ts';
import { staffContextOf } from './staff-context.ts';
import { surveyKey, surveyParquet, surveyRows } from './survey-table.ts';
import { sweepTraces } from './sweep-traces.ts';

export interface SweepParts {
  readonly open: () => Promise<OpenedRegister>;
  /** The bucket in which nothing is about a person. */
  readonly openBucket: () => Bucket;
  readonly count: WriteCounts;
  /** Logs which parts failed, by their names. */
  readonly warn: (line: { readonly warning: 'register_sweep_failed'; readonly parts: string }) => void;
}

const WEEK_MS = 7 * 86_400_000;

/** Returns the handler; it rejects with a name alone where a part failed. */
export function answerSweep(parts: SweepParts): () => Promise<{ readonly swept: true }> {
  return async () => {
    const register = await parts.open().catch(() => undefined);
    const failed = register === undefined ? ['open'] : await runParts(register, parts);
    if (failed.length > 0) {
      parts.warn({ warning: 'register_sweep_failed', parts: failed.join(' ') });
      throw new Error('register_sweep_failed');
    }
    return { swept: true };
  };
}

async function runParts(register: OpenedRegister, parts: SweepParts): Promise<readonly string[]> {
  const { context } = register;
  const all: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['retention', () => runRetention(context, false)],
    // Values that a crash left behind an event of an erasure.
    ['purge', () => context.log.purge()],
    ['traces', () => sweepTraces(register)],
    ['owners', () => tellOwners(context)],
    ['demand', () => writeDemand(register, parts.openBucket())],
    ['survey', () => writeSurvey(register, parts.openBucket())],
    ['cases', () => countCases(register, parts.count)],
  ];
  const failed: string[] = [];
  for (const [name, run] of all)
    try {
      await run();
    } catch {
      failed.push(name);
    }
  if (failed.length === 0) parts.count({ sweepRan: 1 }, context.now());
  return failed;
}

/** What the usage side may read of the register: its own object, which names nobody. */
async function writeDemand({ context, files }: OpenedRegister, openBucket: Bucket): Promise<void> {
  const publish = (json: string) => openBucket.put(RELEASED_DEMAND, json);
  await releaseDemand({ ...context, randomBits: createSystemBits, files, publish });
}

/**
 * Once a week, and for a new month at once: the read of everybody is on record, as that of staff is, and each record
 * names them all.
 */
async function writeSurvey(register: OpenedRegister, openBucket: Bucket): Promise<void> {
  const { context } = register;
  const day = new Zone(context.register.config.timeZone).day(context.now());
  const isMonday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
  if (!isMonday && (await openBucket.get(surveyKey(day.slice(0, 7)), 1)) !== undefined) return;
  const acting: StaffContext = staffContextOf(register, {
    door: REFUSING_DOOR,
    sendNow: () => Promise.resolve(),
    reader: 'sweep',
  });
  const report = await surveyInside({ reason: 'counts for analysts' }, acting);
  await openBucket.put(surveyKey(report.to.slice(0, 7)), surveyParquet(surveyRows(report)));
}

async function countCases({ context }: OpenedRegister, count: WriteCounts): Promise<void> {
  const before = new Date(context.now() - WEEK_MS).toISOString();
  const { openCases } = await context.log.read([OPEN_CASES]);
  const old = [...openCases.values()].filter(({ at }) => at < before);
  count({ casesOpenOver7Days: old.length }, context.now());
}
