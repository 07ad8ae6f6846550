/** Templates of the app's stacks for a configuration, without bundling. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseConfig } from '#core/config/parse-config';
import { deploymentOf } from '#lib/deployment';
import { headcountStacks } from '#lib/headcount-stacks';

// The CDK's own checks of templates take seconds to load; `cdk synth` runs them, and cfn-lint (npm run test:templates)
// more.
process.env['CDK_VALIDATION'] = 'false';

const ROOT = resolve(import.meta.dirname, '../..');
const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as {
  context: Record<string, unknown>;
};

export const SITE = {
  id: 'shop',
  hosts: ['www.example.com'],
  origins: ['https://www.example.com', 'https://shop.example.com'],
};

/** Created once per process, as modules serve several files of tests, and removed when the process exits. */
let assemblies: string | undefined;

/** A folder for synthesized output; without one the CDK leaves its own in /tmp. */
export function outdir(): string {
  if (assemblies === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'headcount-cdk-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    assemblies = folder;
  }
  return mkdtempSync(join(assemblies, 'out-'));
}

/** An app with the project's feature flags, as the command line creates it. */
export function appOf(): App {
  return new App({ outdir: outdir(), context: { ...context, 'aws:cdk:bundling-stacks': [] } });
}

/** The stacks for `aws` in a configuration of one site; `rest` is the rest of headcount.json. */
export function stacksOf(
  aws: object = {},
  rest: object = {},
  app = appOf(),
): Readonly<Record<string, Stack>> {
  const config = parseConfig(JSON.stringify({ timeZone: 'Europe/Berlin', sites: [SITE], ...rest, aws }));
  return headcountStacks(app, deploymentOf(config, ROOT)).stacks;
}

/** Their templates by part: Lake, Collect, Analytics, ... */
export function templatesOf(aws: object = {}, rest: object = {}): Readonly<Record<string, Template>> {
  return Object.fromEntries(
    Object.entries(stacksOf(aws, rest)).map(([part, stack]) => [part, Template.fromStack(stack)]),
  );
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** Every resource of a type, of all templates, by logical id. */
export function resources(
  templates: Readonly<Record<string, Template>>,
  type: string,
): readonly (readonly [string, Resource])[] {
  return Object.values(templates).flatMap((template) =>
    Object.entries(template.findResources(type) as Record<string, Resource>),
  );
}

export interface Statement {
  readonly Action: string | string[];
  readonly Effect: string;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/**
 * Returns all permissions of a role, by the beginning of its logical id: the CDK moves what does not fit into its own
 * policy to managed ones (`OverflowPolicy`).
 */
export function statementsOf(
  templates: Readonly<Record<string, Template>>,
  role: string,
): readonly Statement[] {
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => resources(templates, type))
    .filter(([, one]) =>
      ((one.Properties['Roles'] ?? []) as readonly { readonly Ref: string }[]).some(({ Ref }) =>
        Ref.startsWith(role),
      ),
    )
    .flatMap(([, one]) => one.Properties['PolicyDocument'].Statement as Statement[]);
}
