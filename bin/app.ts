/** The CDK app: creates the stacks that headcount.json describes; `-c config=FILE` names another configuration. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { App, DefaultStackSynthesizer, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ConfigError, DEMO_CONFIG, parseConfig } from '#core/config/parse-config';
import { deploymentOf } from '#lib/deployment';
import { headcountStacks } from '#lib/headcount-stacks';

const app = new App();
const configOption = app.node.tryGetContext('config') as string | undefined;
const file = resolve(configOption ?? 'headcount.json');
try {
  if (configOption !== undefined && !existsSync(file))
    throw new ConfigError('there is no such file: name one with -c config=FILE');
  const config = existsSync(file) ? parseConfig(readFileSync(file, 'utf8')) : DEMO_CONFIG;
  const deployment = deploymentOf(config, dirname(file));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const { qualifier } = deployment.aws;
  headcountStacks(
    app,
    deployment,
    qualifier === undefined ? {} : { synthesizer: new DefaultStackSynthesizer({ qualifier }) },
  );
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`headcount: ${file}: ${error.message}\n`);
  process.exitCode = 2;
}
