/**
 * `headcount report --inside --period today`: reports of a day that is not sealed yet, from the live view. It may not
 * show more, or sooner, than the live page does.
 */
import type { InsideReport } from '#core/report/figures';
import { cutRows } from '#core/report/inside-table';
import type { Period } from '#core/report/period';
import { renderJson } from '#render/render-json';
import { renderTerminal } from '#render/render-terminal';
import { CannotError } from '#core/operator/failures';
import { deliver } from './report-output.ts';
import type { ReportCommand } from './report-words.ts';

/** Prints or writes the reports of the day; throws a CannotError where the live view has no figure of it. */
export async function reportUnsealed(command: ReportCommand, period: Period): Promise<void> {
  const { context, site, definitions, words, output, lake } = command;
  const { recent, omissions } = await command.live();
  for (const line of omissions) context.note(`headcount: ${line}`);
  const counted = recent.find((entry) => entry.site === site.id && entry.day === period.from);
  const reports = definitions.flatMap((definition) => {
    const report = counted?.reports.find((candidate) => candidate.report === definition.name);
    if (report === undefined) return [];
    const tables = report.tables.map((table) => {
      const isRanked = definition.tables.find(({ name }) => name === table.name)?.order === 'ranked';
      return isRanked && words.limit !== undefined ? cutRows(table, words.limit) : table;
    });
    // The cast is safe: the live view's reports come from runReport over unsealed facts, so they are inside tables.
    const inside = report as InsideReport;
    return [{ ...inside, tables, ...(lake.simulated ? { simulated: true as const } : {}) }];
  });
  if (reports.length === 0)
    throw new CannotError(
      `no figures of ${site.id} on ${period.from}, which is not sealed: they appear once ${context.config.k} visitor-days more have come in all (headcount live shows what has arrived)`,
    );
  await deliver(output, {
    context,
    reports,
    json: renderJson,
    terminal: (shown) => renderTerminal(shown, output.locale),
    html: async (shown) => {
      const { renderHtml } = await import('#render/html/render-html');
      return await renderHtml({
        reports: shown,
        definitions,
        period,
        siteName: site.name ?? site.id,
        annotations: site.annotations,
        locale: output.locale ?? 'en',
      });
    },
  });
}
