/** `headcount report --inside`: from the sealed facts as they are, marked INTERNAL. It may not work out a figure. */
import { listDays } from '#core/report/choose-period';
import type { ReportDefinition } from '#core/report/definition';
import { isDay, previousPeriod, type Period } from '#core/report/period';
import { runReport, type ReportRequest } from '#core/report/run-report';
import { FACTS } from '#queries/facts/catalogue';
import type { DataDir } from '#runtime/local/data-dir';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { holdCompleteness, holdFacts } from '#runtime/local/lake/hold-facts';
import { openSeals } from '#runtime/local/lake/open-lake';
import { mergedDays, readUnmoved } from '#runtime/local/lake/merged-days';
import { recordedBounds } from '#runtime/local/lake/recorded-seals';
import { loadSql } from '#runtime/node/package-root';
import { renderTerminal } from '#runtime/node/render/render-terminal';
import { renderJson } from '#runtime/node/render/render-json';
import { CannotError } from './failure.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';
import { deliver } from './report-output.ts';
import { comparedWith, periodAsked, type ReportAsked } from './report-words.ts';

/** Throws a CannotError where no day of the period is sealed. */
export async function reportInside(asked: ReportAsked): Promise<void> {
  await readUnmoved(() => report(asked));
}

async function report(asked: ReportAsked): Promise<void> {
  const { context, site, definitions, words, output } = asked;
  const db = await openSeals(context.data);
  try {
    await refuseChangedZone(context, db);
    const period = await periodOf(asked, db);
    const compare = comparedWith(words, period);
    const bounds = await recordedBounds(db, { site: site.id, ...period });
    const request: ReportRequest = {
      site: site.id, from: period.from, to: period.to, timeZone: context.config.timeZone, k: context.config.k, bounds, currency: site.currency, merged: await mergedDays(db, site.id),
      outside: await outsideOf(db, context.data, site.id, period),
      ...(words.limit === undefined ? {} : { limit: words.limit }), ...(compare === undefined ? {} : { compare }),
    };
    const facts = new Set(definitions.flatMap((definition) => definition.tables.map((table) => table.fact)));
    const stretches = [period, ...(compare === undefined ? [] : [compare])];
    await holdFacts(db, context.data, FACTS.filter((fact) => fact.name === 'days'), { site: site.id, stretches: [...stretches, previousPeriod(period)] });
    await holdFacts(db, context.data, FACTS.filter((fact) => fact.name !== 'days' && facts.has(fact.name)), { site: site.id, stretches });
    const run = (definition: ReportDefinition, one: ReportRequest = request) => runReport(definition, one, db, loadSql);
    const reports = [];
    for (const definition of definitions) reports.push(await run(definition));
    await deliver(output, {
      context, reports, json: renderJson,
      terminal: (shown) => renderTerminal(shown, output.locale),
      html: async (shown) => {
        // Loaded only here: the plotting library takes longer to start than all queries.
        const { renderHtml } = await import('#runtime/node/render/html/render-html');
        const audience = definitions.find((definition) => definition.name === 'audience');
        const before = previousPeriod(period);
        const { compare: _, ...plain } = request;
        const previous = audience === undefined ? undefined : await run({ ...audience, tables: audience.tables.filter((table) => table.fact === 'days') }, { ...plain, from: before.from, to: before.to });
        return await renderHtml({
          reports: shown, definitions, period, siteName: site.name ?? site.id, annotations: site.annotations, locale: output.locale ?? 'en',
          ...(previous === undefined ? {} : { previous: { report: previous, period: before } }),
        });
      },
    });
  } finally {
    db.close();
  }
}

/** What came in the period and is in no visitor-day. */
async function outsideOf(db: DuckDb, data: DataDir, site: string, { from, to }: Period): Promise<NonNullable<ReportRequest['outside']>> {
  await holdCompleteness(db, data, { site, stretches: [{ from, to }] });
  const rows = await db.rows(loadSql('reports/outside.sql'), [site, from, to, site, from, to]);
  const items = (kind: string) => Number(rows.find((row) => row['kind'] === kind)?.['items'] ?? 0);
  return { late: items('late'), opted_out: items('opted_out'), without_visitor: items('without_visitor') };
}

async function periodOf(asked: ReportAsked, db: DuckDb): Promise<Period> {
  const site = asked.site.id;
  const days = (await db.rows('select distinct period from seals where site = ? order by period', [site])).map((row) => String(row['period'])).filter(isDay);
  const period = periodAsked(asked, days.at(-1));
  if (days.length === 0) throw new CannotError(`no day of ${site} is sealed yet: collect or import, then run headcount seal`);
  if (days.some((day) => day >= period.from && day <= period.to)) return period;
  throw new CannotError(`no sealed day of ${site} from ${period.from} to ${period.to}; sealed are ${listDays(days)}`);
}
