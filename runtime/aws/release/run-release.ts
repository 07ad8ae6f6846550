/** The release function: draws what is due, then settles what is released, one run at a time. */
import type { CompiledConfig } from '#core/config/compile';
import { KeptFileError } from '#core/disclosure/kept-file-error';
import type { RandomBits } from '#core/disclosure/random-bits';
import { releaseDue } from '#core/release/release-due';
import { DaysMovedError } from '#core/release/release-one';
import { SettleMismatchError } from '#core/settle/settle-checks';
import { collectsLive } from '#core/seal/plan-seals';
import { TimeZoneChangedError } from '#core/seal/time-zone-changed';
import { addDays } from '#core/time/zone';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { QueryEngine } from '#core/ports/query-engine';
import { isSameZone } from '#core/time/spelled-zone';
import { readSeals } from '../lake/seals.ts';
import { codeOf } from '../seal/log-invocation.ts';
import type { SettleContext } from '../settle/settle-context.ts';
import { settleMonths } from '../settle/settle-months.ts';
import { releaseLease, LeaseHeldError, takeLease } from '../steps/lease.ts';
import { awsReleaseStore } from './aws-release-store.ts';
import type { ReleaseAnswer, ReleaseEvent, ReleaseOutcome } from './release-event.ts';

export interface ReleaseFunction extends SettleContext {
  readonly config: CompiledConfig;
  /** Engine over the views. */
  readonly engine: QueryEngine;
  readonly bits: () => RandomBits;
  readonly lease: { readonly client: DynamoDBClient; readonly table: string; readonly owner: string };
  /**
   * Logs a line for an alarm: words of a closed vocabulary, and sentences that contain names of sites, periods and
   * objects only.
   */
  readonly warn: (line: {
    readonly warning: ReleaseWarning;
    readonly count?: number;
    readonly code?: string;
    readonly problem?: string;
  }) => void;
}

/** Words that alarms match (`$.message.warning`). */
export type ReleaseWarning = 'reconciliation_off' | 'release_refused' | 'release_failed';

/** Longer than a function may run. */
const LEASE_MS = 16 * 60_000;
/**
 * Days that a scheduled run looks back: a month is released within days of its end, and late days come within weeks.
 */
const LOOK_BACK_DAYS = 100;

/**
 * Runs the request. Answers an operator with the problem; fails for the schedule, with a code and no message, since
 * messages of AWS name keys and values.
 */
export async function runRelease(context: ReleaseFunction, event: ReleaseEvent): Promise<ReleaseAnswer> {
  try {
    await takeLease({ ...context.lease, now: context.now, durationMs: LEASE_MS });
  } catch (error) {
    if (error instanceof LeaseHeldError) return { done: false, busy: true };
    context.warn({ warning: 'release_failed', code: codeOf(error) });
    throw withCodeOnly(error);
  }
  try {
    return await work(context, event);
  } catch (error) {
    context.warn(
      error instanceof SettleMismatchError
        ? { warning: 'reconciliation_off', problem: error.message }
        : {
            warning: 'release_failed',
            code: codeOf(error),
            ...(hasSafeMessage(error) ? { problem: error.message } : {}),
          },
    );
    if (event.by !== 'operator' || !hasSafeMessage(error)) throw withCodeOnly(error);
    return { done: true, problem: { name: error.name, message: error.message } };
  } finally {
    // The lease expires anyway, and what was done is done.
    await releaseLease(context.lease).catch((error: unknown) => {
      context.warn({ warning: 'release_failed', code: codeOf(error) });
    });
  }
}

/** Creates an error without a cause, which would be logged as well. */
function withCodeOnly(error: unknown): Error {
  return new Error(codeOf(error));
}

async function work(context: ReleaseFunction, event: ReleaseEvent): Promise<ReleaseAnswer> {
  const { source, zone } = context.config;
  const today = zone.day(context.now);
  const otherZone = (await readSeals(context.facts)).find(
    (row) => !isSameZone(row.time_zone, source.timeZone),
  );
  if (otherZone !== undefined) throw new TimeZoneChangedError(source.timeZone, otherZone.time_zone);
  if (event.preview !== undefined) return await previewSites(context, event, event.preview, today);
  const byClock = event.by !== 'operator';
  const sites = source.sites
    .filter((site) => (byClock ? collectsLive(site) : (event.sites?.includes(site.id) ?? true)))
    .map((site) => site.id);
  const release = event.does === 'settle' ? undefined : await releaseSites(context, event, sites, today);
  if (byClock && release !== undefined && release.refused.length > 0)
    context.warn({ warning: 'release_refused', count: release.refused.length });
  if (release?.done === false) return { done: false, release };
  const settle =
    event.does === 'release'
      ? undefined
      : await settleMonths(context, {
          config: context.config,
          today,
          sites,
          ...(event.month === undefined ? {} : { month: event.month }),
          ...(byClock ? { since: addDays(today, -LOOK_BACK_DAYS).slice(0, 7) } : {}),
        });
  return {
    done: settle?.done ?? true,
    ...(release === undefined ? {} : { release }),
    ...(settle === undefined ? {} : { settle }),
  };
}

async function previewSites(
  context: ReleaseFunction,
  { month }: ReleaseEvent,
  sites: readonly string[],
  today: string,
): Promise<ReleaseAnswer> {
  const settle = await settleMonths(context, {
    config: context.config,
    today,
    sites,
    preview: true,
    ...(month === undefined ? {} : { month }),
  });
  return { done: settle.done, settle };
}

async function releaseSites(
  context: ReleaseFunction,
  { named }: ReleaseEvent,
  sites: readonly string[],
  today: string,
): Promise<ReleaseOutcome> {
  const { config, declared, loadSql, bits } = context;
  const { done, drawnPeriods, refusals, emptySites, doubledSites } = await releaseDue({
    store: awsReleaseStore(context, config.source),
    config,
    facts: declared,
    loadSql,
    bits,
    today,
    sites,
    ...(named === undefined ? {} : { named }),
  });
  return {
    done,
    drawn: drawnPeriods.map(({ site, period }) => ({ site, period })),
    refused: refusals.map((error) => error.message),
    empty: emptySites,
    ...(doubledSites.length === 0 ? {} : { doubled: doubledSites }),
  };
}

/** Whether an error's message says what to do and contains no value. */
function hasSafeMessage(error: unknown): error is Error {
  return (
    error instanceof KeptFileError ||
    error instanceof SettleMismatchError ||
    error instanceof DaysMovedError ||
    error instanceof TimeZoneChangedError
  );
}
