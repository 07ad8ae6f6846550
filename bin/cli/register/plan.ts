/** `headcount register plan`: how exact a released survey would be, before anything is drawn. */
import type { Command } from 'commander';
import { UsageError } from '#core/operator/failures';
import type { InsideReport } from '#core/report/figures';
import { renderJson } from '#render/render-json';
import { renderTerminal } from '#render/render-terminal';
import { deliver, planOutput } from '../report-output.ts';
import { callStaff } from './open-staff.ts';
import { openRegisterCli } from './register-options.ts';
import { outputOf, withSurveyOptions, type SurveyOptions } from './survey-options.ts';

interface PlanOptions extends SurveyOptions {
  readonly people?: string;
}

export function register(command: Command): void {
  withSurveyOptions(command)
    .option('--people <n>', 'how many register in a year (default: roughly who allows market research now)')
    .action(plan);
}

async function plan({
  people,
  reason = 'plan of a released survey',
  ...options
}: PlanOptions): Promise<void> {
  const cli = openRegisterCli(options);
  if (people !== undefined && !/^[1-9]\d{0,8}$/.test(people))
    throw new UsageError('--people takes a whole number from 1');
  const output = planOutput(
    outputOf(options),
    [{ name: 'plan', tables: [{ name: 'plan' }] }],
    process.stdout.isTTY === true,
    cli.json,
  );
  const report = await callStaff<InsideReport>(cli, 'plan', {
    ...(people === undefined ? {} : { people: Number(people) }),
    reason,
  });
  await deliver(output, {
    context: cli,
    reports: [report],
    json: renderJson,
    terminal: (shown) => renderTerminal(shown, output.locale),
    html: async ([shown]) => {
      const { renderSurveyPlan } = await import('#render/html/survey/survey-plan');
      return renderSurveyPlan(shown as InsideReport, {
        name: cli.register.config.controller?.name ?? 'Register',
        charts: {},
        locale: output.locale ?? 'en',
      });
    },
  });
}
