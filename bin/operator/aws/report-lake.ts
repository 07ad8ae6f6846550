/**
 * The lake of a deployment on AWS for `headcount report`: facts from the views through Athena, releases from objects.
 */
import { isDay } from '#core/report/period';
import { showsMonth } from '#core/report/merged-days';
import { BOUND_COLUMNS, widestBounds } from '#core/facts/recorded-bounds';
import type { SqlRow } from '#core/ports/query-engine';
import { isSameZone } from '#core/time/spelled-zone';
import { FACTS } from '#queries/facts/catalogue';
import { awsDecisions } from '#runtime/aws/release/name-decisions';
import { listPublishedPeriods, readReleases } from '#runtime/aws/release/release-objects';
import { withoutMonths } from '#runtime/aws/report/without-months';
import type { CommandContext } from '../../cli/context.ts';
import { UsageError } from '#core/operator/failures';
import type { InsideLake, ReportLake } from '#core/operator/report-lake';
import type { Deployment } from './deployment.ts';

const SEALS = `select site, period, time_zone, merged, keyings, ${BOUND_COLUMNS.join(', ')}\nfrom seals\norder by period, site`;

/** Opens the lake. The columns of `seals` that reports need are queried once. */
export function lakeOnAws({ config }: CommandContext, deployment: Deployment): ReportLake {
  const views = deployment.engine();
  let sealRows: Promise<readonly SqlRow[]> | undefined;
  const seals = () => (sealRows ??= views.rows(SEALS));
  const sealsOfSite = async (site: string) => (await seals()).filter((row) => row['site'] === site);
  const refuseChangedZone = async () => {
    const conflicting = (await seals()).find((row) => !isSameZone(String(row['time_zone']), config.timeZone));
    if (conflicting !== undefined)
      throw new UsageError(
        `$.timeZone: ${config.timeZone}, but days are sealed in ${String(conflicting['time_zone'])}: days would overlap, so set it back`,
      );
  };
  const mergedDays = async (site: string) =>
    (await sealsOfSite(site))
      .flatMap((row) => String(row['merged'] ?? '').split(' '))
      .filter(isDay)
      .toSorted();
  return {
    simulated: false,
    advice: { seal: 'headcount seal --target aws', release: 'headcount release --target aws' },
    // Releases were drawn in the zone of their day; the release function refuses to draw in another.
    refuseChangedZone: async () => undefined,
    async readReleases(site) {
      return await readReleases(
        deployment.facts,
        site,
        (await listPublishedPeriods(deployment.facts)).get(site) ?? [],
      );
    },
    readDecisions: () => awsDecisions(deployment.facts).read(),
    async readFacts(use) {
      await refuseChangedZone();
      let engine = views as InsideLake['engine'];
      await use({
        engine: { rows: (sql, parameters) => engine.rows(sql, parameters) },
        sealedDays: async (site) =>
          (await sealsOfSite(site)).map((row) => String(row['period'])).filter(isDay),
        mergedDays,
        doubledDays: async (site) =>
          (await sealsOfSite(site))
            .filter((row) => Number(row['keyings'] ?? 0) > 1)
            .map((row) => String(row['period']))
            .filter(isDay),
        widestBounds: async (site, { from, to }) =>
          widestBounds(
            (await sealsOfSite(site)).filter(
              (row) =>
                isDay(String(row['period'])) && String(row['period']) >= from && String(row['period']) <= to,
            ),
          ),
        async prepare({ site, ranges }) {
          const months = [...new Set((await mergedDays(site)).map((day) => day.slice(0, 7)))];
          engine = withoutMonths(
            views,
            deployment.outputs('Database'),
            FACTS,
            months.filter((month) => !showsMonth(month, ranges)),
          );
        },
      });
    },
  };
}
