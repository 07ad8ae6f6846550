/** `headcount report --inside`: reports from the sealed facts as they are, marked INTERNAL. */
import { Zone } from '#core/time/zone';
import { comparedPeriod, comparedRange } from '#core/report/compared-period';
import { formatDays } from '#core/report/choose-period';
import type { ReportDefinition } from '#core/report/definition';
import { previousPeriod, type Period } from '#core/report/period';
import { runReport, type ReportRequest } from '#core/report/run-report';
import { loadSql } from '#runtime/node/package-root';
import { renderTerminal } from '#render/render-terminal';
import { renderJson } from '#render/render-json';
import { CannotError } from '#core/operator/failures';
import type { InsideLake } from '#core/operator/report-lake';
import { deliver } from './report-output.ts';
import { reportUnsealed } from './report-unsealed.ts';
import { isRecent, resolveComparison, resolvePeriod, type ReportCommand } from './report-words.ts';

/** Prints or writes the reports; throws a CannotError if no day of the period is sealed. */
export async function reportInside(command: ReportCommand): Promise<void> {
  await command.lake.readFacts((lake) => report(command, lake));
}

async function report(command: ReportCommand, lake: InsideLake): Promise<void> {
  const { context, site, definitions, words, output } = command;
  if (isRecent(words)) {
    const day = resolvePeriod(command, undefined);
    const isSealed = (await lake.sealedDays(site.id)).includes(day.from);
    if (!isSealed) return await reportUnsealed(command, day);
  }
  const period = await resolveSealedPeriod(command, lake);
  const days = await lake.sealedDays(site.id);
  const compared = resolveComparison(command, period, days);
  const compare = compared === undefined ? undefined : comparedRange(compared);
  const ranges = [period, ...(compare === undefined ? [] : [compare])];
  await lake.prepare({
    site: site.id,
    facts: new Set(definitions.flatMap((definition) => definition.tables.map((table) => table.fact))),
    ranges,
    totalsOnly: previousPeriod(period),
  });
  const request: ReportRequest = {
    site: site.id,
    from: period.from,
    to: period.to,
    timeZone: context.config.timeZone,
    k: context.config.k,
    bounds: await lake.widestBounds(site.id, period),
    currency: site.currency,
    merged: await lake.mergedDays(site.id),
    doubled: await lake.doubledDays(site.id),
    outside: await outsideOf(lake, site.id, period),
    simulated: command.lake.simulated,
    ...(words.limit === undefined ? {} : { limit: words.limit }),
    ...(compare === undefined ? {} : { compare }),
  };
  const run = (definition: ReportDefinition, one: ReportRequest = request) =>
    runReport(definition, one, lake.engine, loadSql);
  const reports = [];
  for (const definition of definitions) reports.push(await run(definition));
  await deliver(output, {
    context,
    reports,
    json: renderJson,
    terminal: (shown) => renderTerminal(shown, output.locale),
    html: async (shown) => {
      // Imported lazily: the plotting library takes longer to load than all queries take to run.
      const { renderHtml } = await import('#render/html/render-html');
      const audience = definitions.find((definition) => definition.name === 'audience');
      const today = new Zone(context.config.timeZone).day(Date.now());
      const before = comparedPeriod(period, 'previous', { days, today });
      const { compare: _, ...plain } = request;
      const totalsOf = async ({ from, to }: Period) =>
        audience === undefined
          ? undefined
          : await run(
              { ...audience, tables: audience.tables.filter((table) => table.fact === 'days') },
              { ...plain, from, to },
            );
      const previous = await totalsOf(before.period);
      const earlier = compared === undefined ? previous : await totalsOf(compared.period);
      return await renderHtml({
        reports: shown,
        definitions,
        period,
        siteName: site.name ?? site.id,
        annotations: site.annotations,
        locale: output.locale ?? 'en',
        ...(previous === undefined ? {} : { previous: { report: previous, ...before } }),
        ...(earlier === undefined ? {} : { earlier: { report: earlier, ...(compared ?? before) } }),
      });
    },
  });
}

/** Counts the events of the period that belong to no visitor-day. */
async function outsideOf(
  { engine }: InsideLake,
  site: string,
  { from, to }: Period,
): Promise<NonNullable<ReportRequest['outside']>> {
  const rows = await engine.rows(loadSql('reports/outside.sql'), [site, from, to, site, from, to]);
  const items = (kind: string) => Number(rows.find((row) => row['kind'] === kind)?.['items'] ?? 0);
  return { late: items('late'), opted_out: items('opted_out'), without_visitor: items('without_visitor') };
}

async function resolveSealedPeriod(command: ReportCommand, lake: InsideLake): Promise<Period> {
  const site = command.site.id;
  const days = await lake.sealedDays(site);
  const period = resolvePeriod(command, days.at(-1));
  if (days.length === 0)
    throw new CannotError(
      `no day of ${site} is sealed yet: collect or import, then run ${command.lake.advice.seal}`,
    );
  if (days.some((day) => day >= period.from && day <= period.to)) return period;
  throw new CannotError(
    `no sealed day of ${site} from ${period.from} to ${period.to}; sealed days: ${formatDays(days)}`,
  );
}
