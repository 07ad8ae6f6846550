/**
 * Opens the register on AWS: configuration beside the bundle, keys, log and files, as the same context as on one
 * machine. Each function opens it once for each of its instances.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readRegister } from '#runtime/node/register/read-register';
import type { AddressKey } from '#core/register/address-key';
import { awsUrl } from '#core/register/register-aws-schema';
import type { RegisterConfig } from '#core/register/register-config-schema';
import { termsOf, type RegisterContext } from '#core/register/register-context';
import type { RegisterLog } from '#core/register/register-log';
import type { StaffFiles } from '#core/register/staff/staff-context';
import type { CallAws } from '../client/call-aws.ts';
import type { SendSigned } from '../client/send-signed.ts';
import { AfterAnswer } from './after-answer.ts';
import { Bucket } from './bucket.ts';
import { REGISTER_BESIDE, registerEnv } from './env.ts';
import { keepGivenUpIn, type KeepGivenUp } from './given-up-objects.ts';
import { readKeys } from './read-keys.ts';
import { removeTracesFrom } from './remove-traces.ts';
import { S3MailFiles } from './s3-mail-files.ts';
import { staffFilesOn } from './s3-staff-files.ts';

/** What the functions do not decide for themselves: AWS, the clock, chance. */
export interface RegisterParts {
  /** Folder of the bundle. */
  readonly folder: string;
  readonly call: CallAws;
  readonly send: SendSigned;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly random: () => number;
  readonly openLog: OpenLog;
}

/** Opens the log in a table; it keeps what was given up before an append of it resolves. */
export type OpenLog = (options: {
  readonly table: string;
  readonly keyOf: AddressKey;
  readonly keepGivenUp: KeepGivenUp;
}) => RegisterLog;

export interface OpenedRegister {
  readonly context: RegisterContext;
  readonly bucket: Bucket;
  readonly mailFiles: S3MailFiles;
  readonly files: StaffFiles;
  readonly after: AfterAnswer;
}

/**
 * Opens the register. Rejects with what reading configuration and keys rejects with, and with a
 * RegisterEnvMissingError.
 */
export async function openRegister(parts: RegisterParts): Promise<OpenedRegister> {
  const { folder, now } = parts;
  const { register, folder: beside } = readRegister(join(folder, REGISTER_BESIDE, 'register.json'));
  const secrets = { hash: registerEnv('hashSecret'), link: registerEnv('linkSecret') };
  const keys = await readKeys(secrets, parts);
  const bucket = new Bucket({ ...parts, name: registerEnv('bucket') });
  const after = new AfterAnswer(parts);
  const mailFiles = new S3MailFiles(beside, bucket);
  const context: RegisterContext = {
    ...keys,
    register,
    log: parts.openLog({
      table: registerEnv('table'),
      keyOf: keys.keyOf,
      keepGivenUp: keepGivenUpIn(bucket, now, randomUUID),
    }),
    terms: termsOf(register),
    now,
    url: urlOf(register.config),
    // What is due leaves by the schedule of each minute.
    wakeMailer: () => undefined,
    afterAnswer: (task) => after.add(task),
    removeTraces: removeTracesFrom(bucket),
  };
  return { context, bucket, mailFiles, files: staffFilesOn(bucket, mailFiles), after };
}

/** Where the pages are reached: the stack is made of a configuration that has `aws`, and so a domain. */
function urlOf({ url, aws }: RegisterConfig): string {
  return url ?? (aws === undefined ? 'https://register.invalid' : awsUrl(aws));
}
