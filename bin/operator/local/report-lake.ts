/** The lake of this machine for `headcount report`. */
import { FACTS } from '#queries/facts/catalogue';
import { isSimulated } from '#runtime/local/demo/demo-folder';
import { holdCompleteness, holdFacts } from '#runtime/local/lake/hold-facts';
import { mergedDays, readUnmoved } from '#runtime/local/lake/merged-days';
import { openSeals } from '#runtime/local/lake/open-lake';
import { readRecordedBounds } from '#runtime/local/lake/recorded-seals';
import { localDecisions } from '#runtime/local/release/name-decisions';
import { readReleases } from '#runtime/local/release/release-files';
import { isDay } from '#core/report/period';
import type { LocalContext } from './local-context.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';
import type { ReportLake } from '#core/operator/report-lake';

export function localLake(context: LocalContext): ReportLake {
  const { data } = context;
  return {
    simulated: isSimulated(data),
    advice: { seal: 'headcount seal', release: 'headcount release' },
    refuseChangedZone: () => refuseChangedZone(context),
    readReleases: async (site) => readReleases(data, site),
    readDecisions: () => localDecisions(data).read(),
    readFacts: (use) =>
      readUnmoved(async () => {
        const db = await openSeals(data);
        try {
          await refuseChangedZone(context, db);
          await use({
            engine: db,
            sealedDays: async (site) =>
              (await db.rows('select distinct period from seals where site = ? order by period', [site]))
                .map((row) => String(row['period']))
                .filter(isDay),
            mergedDays: (site) => mergedDays(db, site),
            doubledDays: async (site) =>
              (
                await db.rows(
                  'select distinct period from seals where site = ? and keyings > 1 order by period',
                  [site],
                )
              )
                .map((row) => String(row['period']))
                .filter(isDay),
            widestBounds: (site, stretch) => readRecordedBounds(db, { site, ...stretch }),
            async prepare({ site, facts, ranges, totalsOnly }) {
              await holdCompleteness(db, data, { site, stretches: ranges.slice(0, 1) });
              await holdFacts(
                db,
                data,
                FACTS.filter((fact) => fact.name === 'days'),
                { site, stretches: [...ranges, totalsOnly] },
              );
              await holdFacts(
                db,
                data,
                FACTS.filter((fact) => fact.name !== 'days' && facts.has(fact.name)),
                { site, stretches: ranges },
              );
            },
          });
        } finally {
          db.close();
        }
      }),
  };
}
