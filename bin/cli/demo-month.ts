/**
 * `headcount demo --month`: a month of simulated visitors in the demo's data folder, sealed and released, with a report
 * for insiders and one for the public. Everything made from it says SIMULATED.
 */
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { daysIn, periodAround } from '#core/report/period';
import { REPORTS } from '#queries/reports/catalogue';
import { localOperator } from '../operator/local/local-operator.ts';
import { writeDemoMonth } from '../operator/local/demo-month.ts';
import { dataDir } from '#runtime/local/data-dir';
import { makeFolder } from '#runtime/node/make-folder';
import { chooseSite, type CommandContext } from './context.ts';
import { reportInside } from './report-inside.ts';

/** The seed of a month without `--seed`: everybody sees the same demo. */
const SEED = 1;

/** Fills the month and prints where its reports are; a month that is there already is reported again. */
export async function demoMonth(
  context: CommandContext,
  { visitors, seed = SEED }: { readonly visitors: number; readonly seed?: number | undefined },
): Promise<void> {
  const startedMs = performance.now();
  const step = (text: string) => context.note(`headcount: ${text}`);
  const bar =
    process.stderr.isTTY && !context.quiet
      ? new SingleBar({ format: 'simulating {bar} {value}/{total} days', stream: process.stderr })
      : undefined;
  bar?.start(31, 0);
  const { simulated, days } = await writeDemoMonth(context, {
    seed,
    visitors,
    onDay: () => bar?.increment(),
  }).finally(() => bar?.stop());
  const operator = localOperator(context);
  const { month } = simulated;
  const { from, to } = periodAround('month', `${month}-01`);
  step(`sealing ${daysIn({ from, to }).length} days of ${month}`);
  await operator.seal({ byClock: false, through: to });
  step('drawing the released figures');
  await operator.release({ sites: ['demo'] });
  const data = dataDir(context.dataFolder);
  const reports = {
    inside: join(data.sample, 'inside.html'),
    released: join(data.reports, month, 'demo.html'),
  };
  makeFolder(data.sample);
  await operator.read((lake) =>
    reportInside({
      context: { ...context, note: () => undefined },
      lake,
      site: chooseSite(context.config, 'demo'),
      definitions: REPORTS,
      words: { period: month },
      output: { format: 'html', out: reports.inside, folder: false, excel: false },
      live: () => operator.live(),
    }),
  );
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
  if (context.json)
    return context.print(
      JSON.stringify({ site: 'demo', simulated: true, ...omitId(simulated), reports, seconds, days }),
    );
  const total = (count: (day: (typeof days)[number]) => number) =>
    days.reduce((sum, day) => sum + count(day), 0);
  context.print(
    [
      `SIMULATED  ${month}: ${total((day) => day.visitors)} visitor-days, ${total((day) => day.page_views)} page views on ${days.length} days`,
      `for insiders    ${reports.inside}`,
      `to publish      ${reports.released}`,
      `on the demo     /demo/reports/ of headcount start with this --data`,
      `more            headcount report --inside; headcount report; headcount query "select * from days"`,
    ].join('\n'),
  );
  context.note(`filled in ${seconds} seconds (seed ${simulated.seed})`);
}

function omitId({ month, seed, visitors }: { month: string; seed: number; visitors: number }) {
  return { month, seed, visitors };
}
