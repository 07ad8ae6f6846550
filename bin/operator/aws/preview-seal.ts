/**
 * Says what a seal of a deployment would do: the plan of the seal function over the same rows, asked in the pipeline's
 * work group. It may not invoke the function, nor write an object.
 */
import { listedNames } from '#core/disclosure/listed-names';
import { CannotError } from '#core/operator/failures';
import type { SealOutcome, SealRequest } from '#core/operator/seal-request';
import { countPlanned } from '#core/seal/count-planned';
import { planSeals } from '#core/seal/plan-seals';
import { TimeZoneChangedError } from '#core/seal/time-zone-changed';
import { unsealedSql } from '#core/seal/unsealed-sql';
import { isSameZone } from '#core/time/spelled-zone';
import { Zone } from '#core/time/zone';
import { readImportedDays } from '#runtime/aws/import/read-imported-days';
import { runningImports } from '#runtime/aws/import/running-imports';
import { arrivalDates } from '#runtime/aws/lake/arrival-dates';
import { readNames } from '#runtime/aws/lake/kept-names';
import { readSeals } from '#runtime/aws/lake/seals';
import { INDEX_SQL, toParts } from '#runtime/aws/seal/arrival-index';
import { isDay, KEPT_MS } from '#runtime/aws/seal/make-plan';
import { DayNotCompleteError, parseSealRequest, type SealEvent } from '#runtime/aws/seal/seal-event';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { loadSql } from '#runtime/node/package-root';
import type { CommandContext } from '../../cli/context.ts';
import { arrivalsEngine, type Deployment } from './deployment.ts';

export async function previewSeal(
  { config, configFolder }: CommandContext,
  deployment: Deployment,
  request: SealRequest,
): Promise<SealOutcome> {
  const { arrivals, facts, outputs, record } = deployment;
  const now = Date.now();
  const zone = new Zone(config.timeZone);
  const { through, byClock } = readRequest(request, zone, now);
  const compiled = loadCompiledConfig(config, configFolder);
  const engine = arrivalsEngine(deployment);
  const seals = await readSeals(facts);
  const other = seals.find((row) => !isSameZone(row.time_zone, config.timeZone));
  if (other !== undefined) throw new TimeZoneChangedError(config.timeZone, other.time_zone);
  const dates = await arrivalDates(arrivals);
  const rows =
    dates === undefined ? [] : toParts(await engine.rows(INDEX_SQL, [dates.first, dates.last]), arrivals);
  const plan = planSeals({
    config,
    parts: rows.filter((part) => isDay(part.day) && part.site !== ''),
    sealedDays: seals
      .filter((row) => row.period.length === 10)
      .map((row) => ({ site: row.site, day: row.period, live: row.live === true })),
    runningImports: await runningImports(record),
    readDays: await readImportedDays(facts, now - KEPT_MS),
    through,
    byClock,
  });
  const counted = await countPlanned(plan, {
    loadSql,
    rows: async (continuation) => {
      if (dates === undefined) return [];
      const store = outputs('StoreDatabase');
      const { text, parameters } = unsealedSql({ loadSql, store, ...dates }, continuation);
      return await engine.rows(text, parameters);
    },
    listing: {
      seals,
      listedNow: (id) => {
        const site = compiled.site(id);
        return site === undefined ? undefined : listedNames(site);
      },
      kept: (digest) => readNames(facts, digest),
    },
  });
  return {
    ...counted,
    through,
    waiting: plan.waiting,
    late: 0,
    abandoned: 0,
    abandonedFiles: 0,
    heldBack: [],
  };
}

/** Reads the request as the seal function does. */
function readRequest({ through, byClock }: SealRequest, zone: Zone, now: number): Required<SealEvent> {
  try {
    return parseSealRequest({ byClock, ...(through === undefined ? {} : { through }) }, zone, now);
  } catch (error) {
    throw error instanceof DayNotCompleteError ? new CannotError(error.message) : error;
  }
}
