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

/** `aws` and `mail` of a register.json that names the stage `test`. */
export const REGISTER_AWS = {
  stage: 'test',
  region: 'eu-central-1',
  domain: {
    name: 'register.instruments.example',
    certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
  },
  identities: ['instruments.example'],
} as const;
export const REGISTER_MAIL = {
  from: 'register@instruments.example',
  postal: 'Example Street 1, 12345 Example Town',
} as const;

/** Outputs of its stack. */
export const REGISTER_STACK = {
  RegisterStaffFunction: 'staff-fn',
  RegisterPagesFunction: 'pages-fn',
  RegisterMailFunction: 'mail-fn',
  RegisterSweepFunction: 'sweep-fn',
  RegisterTable: 'register-table',
  RegisterBucket: 'register-bucket',
  RegisterHashSecret: 'hash-secret',
  RegisterLinkSecret: 'link-secret',
  RegisterConfigurationSet: 'register-set',
} as const;

export interface StaffEvent {
  readonly command: string;
  readonly input?: unknown;
  readonly inputKey?: string;
  readonly reader: string;
}

/** Installs the function; results beyond so many bytes go through an object. */
export function serveStaff(
  { functions, objects }: Endpoints,
  {
    config,
    dataFolder,
    mostBytes = 4_000_000,
  }: { readonly config: string; readonly dataFolder: string; readonly mostBytes?: number },
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
