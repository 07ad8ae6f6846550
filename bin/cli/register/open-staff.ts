/** Opens the place on which the commands of staff work: the register of this machine, or the one on AWS. */
import type { RegisterPlace, StaffCall } from '../../operator/register-place.ts';
import { writePrivateFile } from '#runtime/local/register/private-file';
import type { RegisterCli } from './register-options.ts';

/** Opens the place that `--target` names; only its code is loaded. */
export async function openPlace(cli: RegisterCli): Promise<RegisterPlace> {
  return cli.isOnAws
    ? (await import('../../operator/aws/register/aws-register.ts')).awsRegister(cli)
    : (await import('../../operator/local/register/local-register.ts')).localRegister(cli);
}

/** Runs a command of staff. */
export async function callStaff<Result>(cli: RegisterCli, command: string, input: unknown): Promise<Result> {
  return withStaff(cli, async (call) => (await call(command, input)) as Result);
}

/** Runs several commands of staff; what the place opens for them is opened once. */
export async function withStaff<Result>(
  cli: RegisterCli,
  use: (call: StaffCall) => Promise<Result>,
): Promise<Result> {
  return (await openPlace(cli)).session(use);
}

/** Writes a file that is handed out, which nobody else may read; what stood there before is replaced. */
export const writeHandedOut = (path: string, content: string): void => writePrivateFile(path, content);
