/** Templates of the register's stack beside those of the stream, without bundling, from the example register. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseConfig } from '#core/config/parse-config';
import { deploymentOf } from '#lib/deployment';
import { headcountStacks } from '#lib/headcount-stacks';
import { registerDeploymentOf } from '#lib/register/register-deployment';
import { registerStack, type RegisterStack } from '#lib/register/register-stack';
import { appOf, SITE, type Statement } from '../deployed.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const EXAMPLE = join(ROOT, 'examples/register');
const folders = mkdtempSync(join(tmpdir(), 'headcount-register-'));
process.once('exit', () => rmSync(folders, { recursive: true, force: true }));

export const HOST = 'register.example.com';
export const CERTIFICATE = 'arn:aws:acm:eu-central-1:111122223333:certificate/0a1b';
/** The least that `aws` of register.json needs. */
export const REGISTER_AWS = {
  domain: { name: HOST, certificateArn: CERTIFICATE },
  identities: ['example.com'],
};

/** A folder with the example's forms and a register.json; `more` replaces keys of it. */
export function registerFolder(aws: object | undefined, more: object = {}): string {
  const folder = mkdtempSync(join(folders, 'of-'));
  cpSync(join(EXAMPLE, 'register'), join(folder, 'register'), { recursive: true });
  const example = JSON.parse(readFileSync(join(EXAMPLE, 'register.json'), 'utf8')) as { mail: object };
  const mail = { ...example.mail, from: 'Demo <register@example.com>', informationFrom: 'news@example.com' };
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'register.json'),
    JSON.stringify({ ...example, mail, ...(aws === undefined ? {} : { aws }), ...more }),
  );
  return folder;
}

/** The register's stack, with what the stream may know of it; `aws` is that of register.json. */
function registerStackOf(app: App, aws: object, stage: string): RegisterStack {
  const registered = registerDeploymentOf(
    join(registerFolder({ ...REGISTER_AWS, ...aws }), 'register.json'),
    stage,
  );
  if (registered === undefined) throw new Error('the example has no aws');
  return registerStack(app, registered);
}

/** The stacks of both halves in one place, as the app creates them. */
export function registeredStacks(
  aws: Partial<Record<'stage' | 'account' | 'region', unknown>> = {},
  streamAws: object = {},
  app: App = appOf(),
): Readonly<Record<string, Stack>> {
  const site = { ...SITE, register: { hosts: [HOST] } };
  const { stage, account, region } = aws;
  const place = { stage, account, region };
  const config = parseConfig(
    JSON.stringify({ timeZone: 'Europe/Berlin', sites: [site], aws: { ...place, ...streamAws } }),
  );
  const deployment = deploymentOf(config, ROOT);
  const { stack, openBucket } = registerStackOf(app, aws, deployment.aws.stage);
  const { stacks } = headcountStacks(app, { ...deployment, registerDemand: openBucket });
  return { ...stacks, Register: stack };
}

/** Their templates by part: Register, Lake, Collect, ... */
export function registeredTemplates(
  aws: object = {},
  streamAws: object = {},
): Readonly<Record<string, Template>> {
  return Object.fromEntries(
    Object.entries(registeredStacks(aws, streamAws)).map(([part, stack]) => [
      part,
      Template.fromStack(stack),
    ]),
  );
}

/** The template of the register's stack alone. */
export function registerTemplate(aws: Readonly<Record<string, unknown>> = {}): Template {
  const stage = typeof aws['stage'] === 'string' ? aws['stage'] : 'prod';
  return Template.fromStack(registerStackOf(appOf(), aws, stage).stack);
}

/** Returns what each statement permits, as `action on resource`, with resources as prefixes or kinds. */
export const actionsIn = (statements: readonly Statement[]): readonly string[] =>
  statements
    .flatMap(({ Action }) => Action)
    .filter((action) => !action.startsWith('logs:'))
    .toSorted();

/** Returns the prefixes of objects on which statements permit `action`, under a condition or not. */
export function prefixesOf(
  statements: readonly Statement[],
  action: string,
  isConditional?: boolean,
): readonly string[] {
  const found = statements
    .filter(({ Action }) => [Action].flat().includes(action))
    .filter(({ Condition }) => isConditional === undefined || (Condition !== undefined) === isConditional)
    .flatMap(({ Resource }) => JSON.stringify(Resource).match(/(?<=")\/[\w./-]+\*?(?=")/g) ?? []);
  return [...new Set(found)].toSorted();
}
