/** Makes sure that no function of the register runs while its table is exchanged. */
import { GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { CannotError } from '#core/operator/failures';
import type { RegisterDeployment } from './register-deployment.ts';

const FUNCTIONS = [
  'RegisterPagesFunction',
  'RegisterStaffFunction',
  'RegisterMailFunction',
  'RegisterSweepFunction',
] as const;

/** Throws a CannotError that names the functions which are not stopped. */
export async function requireStopped({ lambda, outputs }: RegisterDeployment): Promise<void> {
  const running: string[] = [];
  for (const name of FUNCTIONS.map((output) => outputs(output))) {
    const { ReservedConcurrentExecutions } = await lambda.send(
      new GetFunctionConcurrencyCommand({ FunctionName: name }),
    );
    if (ReservedConcurrentExecutions !== 0) running.push(name);
  }
  if (running.length > 0)
    throw new CannotError(
      `functions of the register still run: stop each by aws lambda put-function-concurrency --reserved-concurrent-executions 0 --function-name NAME, then run it again: ${running.join(', ')}`,
    );
}
