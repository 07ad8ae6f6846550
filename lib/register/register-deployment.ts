/** What the register's stack is made from: register.json with `aws`, the files beside it, and names by its stage. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RegisterConfigError, type Register } from '#core/register/parse-register';
import type { RegisterAws } from '#core/register/register-aws-schema';
import { readRegister } from '#runtime/node/register/read-register';
import { REGISTER_BESIDE } from '#runtime/aws/register/env';

export interface RegisterDeployment {
  readonly register: Register;
  readonly aws: RegisterAws;
  /** What stands beside each bundle, by its path there: register.json, forms, catalogue, style rules, documents. */
  readonly beside: Readonly<Record<string, Uint8Array>>;
  /** Glue database of the survey's counts. */
  readonly database: string;
  /** Athena's work group for analysts of the survey. */
  readonly workGroup: string;
  /** Of everything that holds data: in production it survives its stack, unless the stack never completed. */
  readonly dataPolicy: RemovalPolicy;
}

/**
 * Reads a register.json with the files beside it. Undefined without `aws`: there is nothing to deploy. Throws a
 * RegisterConfigError where a file has a mistake, where `stage`, that of the stream, is another, or without any form.
 */
export function registerDeploymentOf(file: string, stage: string): RegisterDeployment | undefined {
  const { register } = readRegister(file);
  const { aws } = register.config;
  if (aws === undefined) return undefined;
  const name = basename(file);
  if (aws.stage !== stage)
    throw new RegisterConfigError(
      `${name}: $.aws.stage: has to be ${JSON.stringify(stage)}, as aws.stage of headcount.json: write that`,
    );
  const beside = filesBeside(file, register);
  if (!Object.keys(beside).some((path) => path.startsWith(`${REGISTER_BESIDE}/${FORMS}/`)))
    throw new RegisterConfigError(
      `${name}: $.aws: there is no form in ${FORMS}: add one before it is deployed`,
    );
  return {
    register,
    aws,
    beside,
    database: `headcount_${aws.stage.replaceAll('-', '_')}_register`,
    workGroup: `headcount-${aws.stage}-register`,
    dataPolicy: aws.production ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  };
}

const FORMS = 'register/forms';
const FOLDERS = [FORMS, 'register/catalogue'];
const STYLE = 'register/style.css';

/** Files that the functions read as the register of one machine does; keys and passwords are not among them. */
function filesBeside(file: string, { forms }: Register): Readonly<Record<string, Uint8Array>> {
  const folder = dirname(file);
  const listed = FOLDERS.filter((name) => existsSync(join(folder, name))).flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((one) => one.endsWith('.json'))
      .map((one) => `${name}/${one}`),
  );
  const documents = [...forms.values()].flatMap((form) => form.documents);
  const style = existsSync(join(folder, STYLE)) ? [STYLE] : [];
  return Object.fromEntries([
    [`${REGISTER_BESIDE}/register.json`, readFileSync(file)],
    ...[...new Set([...listed, ...documents, ...style])].map((path): [string, Uint8Array] => [
      `${REGISTER_BESIDE}/${path}`,
      readFileSync(join(folder, path)),
    ]),
  ]);
}
