/**
 * The context that all parts of one deployment share: the configuration, its settings for AWS, and the names derived
 * from the stage.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { DEFAULT_AWS, type AwsConfig } from '#core/config/aws-schema';
import type { DeployedConfig } from '#core/config/deployed-config';
import type { Config } from '#core/config/schema';
import { loadDeployedConfig } from '#runtime/node/load-config';

export interface Deployment {
  readonly config: Config;
  readonly aws: AwsConfig;
  /** The configuration that the functions receive as headcount.json. */
  readonly deployed: DeployedConfig;
  /**
   * Glue databases: `views` for readers, `store` for the tables behind them, `scratch` for arrivals and intermediate
   * tables.
   */
  readonly databases: { readonly views: string; readonly store: string; readonly scratch: string };
  readonly workGroups: { readonly pipeline: string; readonly analysts: string };
  /** Removal policy of data: in production it survives its stack, unless the stack never completed. */
  readonly dataPolicy: RemovalPolicy;
  /**
   * Bucket whose object `demand.json` is the released demand of the register: all that a stack of the stream may read
   * of it.
   * @default - there is no register, or it is deployed elsewhere
   */
  readonly registerDemand?: IBucket;
}

/**
 * Reads the files that the configuration names (sitemaps, keys) below `folder`; throws a ConfigError with the JSON path
 * of each mistake.
 */
export function deploymentOf(config: Config, folder: string): Deployment {
  const aws = config.aws ?? DEFAULT_AWS;
  const database = `headcount_${aws.stage.replaceAll('-', '_')}`;
  return {
    config,
    aws,
    deployed: loadDeployedConfig(config, folder),
    databases: { views: database, store: `${database}_store`, scratch: `${database}_scratch` },
    workGroups: { pipeline: `headcount-${aws.stage}-pipeline`, analysts: `headcount-${aws.stage}-analysts` },
    dataPolicy: aws.production ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  };
}
