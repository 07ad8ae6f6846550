/**
 * The CDK app: creates the stacks that headcount.json describes, and that of the register which it names; `-c
 * config=FILE` names another configuration. It is the only place that knows both halves.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { App, DefaultStackSynthesizer, Validations, type StackProps } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { decodeText } from '#core/config/decode-text';
import { ConfigError, DEMO_CONFIG, parseConfig } from '#core/config/parse-config';
import { deploymentOf } from '#lib/deployment';
import { headcountStacks } from '#lib/headcount-stacks';
import { registerStack } from '#lib/register/register-stack';
import { isSamePlace, registerBeside } from './register-beside.ts';

const app = new App();
const configOption = app.node.tryGetContext('config') as string | undefined;
const file = resolve(configOption ?? 'headcount.json');
const bootstrapped = (qualifier: string | undefined): StackProps =>
  qualifier === undefined ? {} : { synthesizer: new DefaultStackSynthesizer({ qualifier }) };
try {
  if (configOption !== undefined && !existsSync(file))
    throw new ConfigError('there is no such file: name one with -c config=FILE');
  const config = existsSync(file) ? parseConfig(decodeText(readFileSync(file))) : DEMO_CONFIG;
  const deployment = deploymentOf(config, dirname(file));
  const register = registerBeside(config, dirname(file));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const openBucket =
    register === undefined
      ? undefined
      : registerStack(app, register, bootstrapped(register.aws.qualifier)).openBucket;
  headcountStacks(
    app,
    register !== undefined && openBucket !== undefined && isSamePlace(config, register)
      ? { ...deployment, registerDemand: openBucket }
      : deployment,
    bootstrapped(deployment.aws.qualifier),
  );
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`headcount: ${file}: ${error.message}\n`);
  process.exitCode = 2;
}
