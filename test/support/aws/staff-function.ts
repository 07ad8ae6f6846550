/**
 * A staff function for the endpoints on loopback: answers as the function on AWS does, over a register in a data folder
 * of this machine, so that a command's output by both targets can be compared.
 */
import { OperatorError } from '#core/operator-error';
import { runStaffCommand } from '#core/register/staff/commands';
import { openRegister } from '#runtime/local/register/open-register';
import { staffContextOf } from '#runtime/local/register/staff-run';
import { readRegister } from '#runtime/node/register/read-register';
import type { Endpoints } from './endpoints.ts';

export interface StaffEvent {
  readonly command: string;
  readonly input?: unknown;
  readonly inputKey?: string;
  readonly reader: string;
}

/** Installs the function; results beyond so many bytes go through an object. */
export function serveStaff(
  { functions, objects }: Endpoints,
  { config, dataFolder, mostBytes }: { config: string; dataFolder: string; mostBytes: number },
): void {
  functions.set('staff-fn', async (event) => {
    const { command, input, inputKey, reader } = event as StaffEvent;
    const given =
      inputKey === undefined
        ? input
        : (JSON.parse(String(objects.get(`register-bucket/${inputKey}`))) as unknown);
    const opened = await openRegister({
      ...readRegister(config),
      dataFolder,
      url: 'https://register.example',
      note: () => undefined,
    });
    try {
      const result = await runStaffCommand(command, given, staffContextOf(opened, dataFolder, reader));
      const text = JSON.stringify(result);
      if (Buffer.byteLength(text) <= mostBytes) return { result };
      objects.set('register-bucket/staff/result', text);
      return { resultKey: 'staff/result' };
    } catch (error) {
      if (error instanceof OperatorError) return { message: error.message, exit: error.exit };
      return { errorType: (error as Error).name, errorMessage: (error as Error).message };
    } finally {
      await opened.mails.settle();
      await opened.close();
    }
  });
}
