/** `headcount register doctor`: configuration, notices, keys, log, mail. */
import type { Command } from 'commander';
import { CannotError } from '#core/operator/failures';
import type { PlaceChecks } from '../../operator/register-place.ts';
import { openPlace } from './open-staff.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

export function register(command: Command): void {
  withRegisterOptions(command).action(async (options: RegisterOptions) => {
    const cli = openRegisterCli(options);
    const place = await openPlace(cli);
    const shown = await place.check();
    const said = (await place.session((call) => call('doctor', {}))) as PlaceChecks;
    const problems = [...shown.problems, ...said.problems];
    const warnings = [...shown.warnings, ...said.warnings];
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
