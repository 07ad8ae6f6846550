/** A register on AWS: its commands go to the staff function. Each method imports its code when it is called. */
import type { RegisterCli } from '../../../cli/register/register-options.ts';
import type { RegisterPlace } from '../../register-place.ts';
import { onRegister } from './register-deployment.ts';

export function awsRegister(cli: RegisterCli): RegisterPlace {
  return {
    session: (use) =>
      onRegister(cli, async (deployment) => {
        const { callerName } = await import('./caller-name.ts');
        const { askStaffFunction } = await import('./staff-function.ts');
        const reader = await callerName(deployment.ask);
        return use((command, input) => askStaffFunction(deployment, { command, input, reader }));
      }),
    check: () =>
      onRegister(cli, async (deployment) => {
        const { checkPlaceOnAws } = await import('./check-place.ts');
        return checkPlaceOnAws(deployment, cli.register.config, Date.now());
      }),
    restore: (request) =>
      onRegister(cli, async (deployment) => {
        const { restoreTable } = await import('./restore-table.ts');
        return restoreTable(deployment, request, cli.note);
      }),
  };
}
