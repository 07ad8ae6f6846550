/**
 * The lake of a deployment on AWS, for `headcount report`: the views through Athena, releases as objects. It may not
 * write.
 */
import { isDay } from '#core/report/period';
import { showsMonth } from '#core/report/merged-days';
import { BOUND_COLUMNS, widestBounds } from '#core/facts/recorded-bounds';
import type { SqlRow } from '#core/ports/query-engine';
import { isSameZone } from '#core/time/spelled-zone';
import { FACTS } from '#queries/facts/catalogue';
import { publishedPeriods, readReleases } from '#runtime/aws/release/release-objects';
import { withoutMonths } from '#runtime/aws/report/without-months';
import type { CommandContext } from '../../cli/context.ts';
import { UsageError } from '#core/operator/failures';
import type { InsideLake, ReportLake } from '#core/operator/report-lake';
import type { Deployment } from './deployment.ts';

const SEALS = `select site, period, time_zone, merged, ${BOUND_COLUMNS.join(', ')}\nfrom seals\norder by period, site`;

/** The columns of `seals` that reports need are asked once. */
export function lakeOnAws({ config }: CommandContext, deployment: Deployment): ReportLake {
  const views = deployment.engine();
  let asked: Promise<readonly SqlRow[]> | undefined;
  const seals = () => (asked ??= views.rows(SEALS));
  const ofSite = async (site: string) => (await seals()).filter((row) => row['site'] === site);
  const refuseChangedZone = async () => {
    const other = (await seals()).find((row) => !isSameZone(String(row['time_zone']), config.timeZone));
    if (other !== undefined)
      throw new UsageError(
        `$.timeZone: ${config.timeZone}, but days are sealed in ${String(other['time_zone'])}: days would overlap, so set it back`,
      );
  };
  const mergedDays = async (site: string) =>
    (await ofSite(site))
      .flatMap((row) => String(row['merged'] ?? '').split(' '))
      .filter(isDay)
      .toSorted();
  return {
    advice: { seal: 'headcount seal --target aws', release: 'headcount release --target aws' },
    // What is released was drawn in the zone of its day; the function refuses to draw in another.
    refuseChangedZone: async () => undefined,
    async readReleases(site) {
      return await readReleases(
        deployment.facts,
        site,
        (await publishedPeriods(deployment.facts)).get(site) ?? [],
      );
    },
    async readFacts(use) {
      await refuseChangedZone();
      let engine = views as InsideLake['engine'];
      await use({
        engine: { rows: (sql, parameters) => engine.rows(sql, parameters) },
        sealedDays: async (site) => (await ofSite(site)).map((row) => String(row['period'])).filter(isDay),
        mergedDays,
        widestBounds: async (site, { from, to }) =>
          widestBounds(
            (await ofSite(site)).filter(
              (row) =>
                isDay(String(row['period'])) && String(row['period']) >= from && String(row['period']) <= to,
            ),
          ),
        async prepare({ site, stretches }) {
          const months = [...new Set((await mergedDays(site)).map((day) => day.slice(0, 7)))];
          engine = withoutMonths(
            views,
            deployment.outputs('Database'),
            FACTS,
            months.filter((month) => !showsMonth(month, stretches)),
          );
        },
      });
    },
  };
}
