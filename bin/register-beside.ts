/**
 * The register that headcount.json names, as it is deployed beside the stream: what both configurations must agree on.
 * It may pass nothing of one half to the other.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_AWS } from '#core/config/aws-schema';
import { ConfigError } from '#core/config/parse-config';
import type { Config } from '#core/config/schema';
import { OperatorError } from '#core/operator-error';
import { checkRegisterHost } from '#core/wall/check-register-host';
import { registerDeploymentOf, type RegisterDeployment } from '#lib/register/register-deployment';

/**
 * Reads `register` of the configuration, relative to `folder`; undefined where none is named, or it has no `aws`.
 * Throws a ConfigError with the JSON path of each mistake, and the file where it is not headcount.json.
 */
export function registerBeside(config: Config, folder: string): RegisterDeployment | undefined {
  if (config.register === undefined) return undefined;
  const file = resolve(folder, config.register);
  if (!existsSync(file))
    throw new ConfigError(
      '$.register: there is no such file; its path is relative to the configuration file',
    );
  const deployment = read(file, (config.aws ?? DEFAULT_AWS).stage);
  if (deployment === undefined) return undefined;
  const problems = checkRegisterHost(config, deployment.aws.domain.name).map(({ of, problem }) =>
    of === 'stream' ? problem : `$.register: register.json: ${problem}`,
  );
  if (problems.length > 0) throw new ConfigError(problems.join('; '));
  return deployment;
}

/** Whether a stack of the stream can refer to the register's: CloudFormation does so within an account and region. */
export function isSamePlace(config: Config, { aws }: RegisterDeployment): boolean {
  const { account, region } = config.aws ?? DEFAULT_AWS;
  return account === aws.account && region === aws.region;
}

function read(file: string, stage: string): RegisterDeployment | undefined {
  try {
    return registerDeploymentOf(file, stage);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    throw new ConfigError(`$.register: ${error.message}`);
  }
}
