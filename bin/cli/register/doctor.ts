/** `headcount register doctor`: configuration, notices, keys, log, mail. */
import type { Command } from 'commander';
import { CannotError } from '#core/operator/failures';
import type { Problem } from '#core/register/staff/problem';
import { callStaff, checkPlace } from './open-staff.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

interface Findings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export function register(command: Command): void {
  withRegisterOptions(command).action(async (options: RegisterOptions) => {
    const cli = openRegisterCli(options);
    const place = checkPlace(cli);
    const { problems: found, warnings: noted } = await callStaff<Findings>(cli, 'doctor', {});
    const problems = [...place.problems, ...found];
    const warnings = [...place.warnings, ...noted];
    if (cli.json) cli.print(JSON.stringify({ ok: problems.length === 0, problems, warnings }));
    else {
      for (const { code, text } of problems) cli.print(`${code}: ${text}`);
      if (problems.length === 0) cli.print('no problem found');
    }
    for (const { text } of warnings) cli.note(`warning: ${text}`);
    if (problems.length > 0)
      throw new CannotError(
        `${problems.length} problem${problems.length === 1 ? '' : 's'} found: the list says what to do`,
      );
  });
}
