/** `headcount register survey`: internal market research, inside or, with `--released`, with noise. */
import type { Command } from 'commander';
import type { InsideReport, ReleasedReport } from '#core/report/figures';
import { BREAKDOWNS, SURVEY, TOTAL, WITHDRAWN } from '#core/register/survey/survey-tables';
import { UsageError } from '#core/operator/failures';
import { RANKING_CHARTS } from '#queries/reports/ranking-charts';
import { renderJson } from '#render/render-json';
import { renderReleasedTerminal } from '#render/render-released-terminal';
import { renderTerminal } from '#render/render-terminal';
import { deliver, planOutput } from '../report-output.ts';
import { callStaff } from './open-staff.ts';
import { openRegisterCli } from './register-options.ts';
import { outputOf, withSurveyOptions, type SurveyOptions } from './survey-options.ts';

export interface SurveyCommand extends SurveyOptions {
  readonly released?: boolean;
  readonly year?: string;
}

export function register(command: Command): void {
  withSurveyOptions(command)
    .option('--released', 'figures with noise, drawn once per calendar year that is over, fit to publish')
    .option('--year <year>', 'year of the released survey (default: the last one)')
    .action(survey);
}

/** Prints or writes the survey; `headcount report --inside register` is the same. */
export async function survey({ released = false, year, reason, ...options }: SurveyCommand): Promise<void> {
  const cli = openRegisterCli(options);
  if (year !== undefined && !released)
    throw new UsageError('--year is for --released: the inside survey counts who allows it now');
  if (year !== undefined && !/^\d{4}$/.test(year)) throw new UsageError('--year takes a year, as 2026');
  const tables = [TOTAL, ...BREAKDOWNS, ...(released ? [] : [WITHDRAWN])];
  const output = planOutput(
    outputOf(options),
    [{ name: SURVEY, tables }],
    process.stdout.isTTY === true,
    cli.json,
  );
  const call = <Report>() =>
    callStaff<Report>(cli, 'survey', {
      isReleased: released,
      ...(year === undefined ? {} : { year }),
      reason: reason ?? (released ? 'released survey' : 'survey'),
    });
  const page = { name: cli.register.config.controller?.name ?? 'Register', charts: RANKING_CHARTS };
  const locale = output.locale ?? 'en';
  if (released)
    await deliver(output, {
      context: cli,
      reports: [await call<ReleasedReport>()],
      json: renderJson,
      terminal: (shown) => renderReleasedTerminal(shown, output.locale),
      html: async ([shown]) => {
        const { renderReleasedSurvey } = await import('#render/html/survey/released-survey');
        return renderReleasedSurvey(shown as ReleasedReport, { ...page, locale });
      },
    });
  else
    await deliver(output, {
      context: cli,
      reports: [await call<InsideReport>()],
      json: renderJson,
      terminal: (shown) => renderTerminal(shown, output.locale),
      html: async ([shown]) => {
        const { renderInsideSurvey } = await import('#render/html/survey/inside-survey');
        return renderInsideSurvey(shown as InsideReport, { ...page, locale });
      },
    });
  if (!released) cli.note('counts of people who allow market research; the read is on record');
}
