/**
 * Headcount as one construct, for a stack of your own. It changes nothing outside of itself: no aspect, tag or context
 * of your app.
 *
 * @module
 * @example
 * new Headcount(stack, 'Statistics', { config: { sites: [{ id: 'shop', hosts: ['www.example.com'], origins:
 * ['https://www.example.com'] }] } });
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Stack, Tags, Token } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { PermissionsBoundary, type IManagedPolicy, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { decodeText } from '#core/config/decode-text';
import { parseConfig } from '#core/config/parse-config';
import type { ConfigInput } from '#core/config/schema';
import { scriptTag } from '#core/config/script-tag';
import { boundaryFor } from './boundary.ts';
import { createCertificate } from './collect/certificate.ts';
import { compose, type Parts } from './compose.ts';
import { deploymentOf, type Deployment } from './deployment.ts';

export interface HeadcountProps {
  /**
   * The configuration, as it would stand in headcount.json. Of its `aws`, `account`, `region` and `qualifier` are not
   * used: they are the stack's. Nor is `register`, which the app deploys.
   * @default - read from configFile
   */
  readonly config?: ConfigInput;

  /**
   * A headcount.json to read. Files that it names (sitemaps, keys) are looked up beside it.
   * @default 'headcount.json' in the working directory
   */
  readonly configFile?: string;

  /**
   * Folder in which files that `config` names are looked up.
   * @default - the folder of configFile
   */
  readonly configFolder?: string;

  /**
   * Certificate for `aws.domain`, in us-east-1.
   * @default - the one that aws.domain.certificateArn names; in a stack in us-east-1, one created in the hosted zone
   * that aws.domain names
   */
  readonly certificate?: ICertificate;

  /**
   * Policy that bounds every role created here.
   * @default - the one that aws.permissionsBoundary names, else none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

export class Headcount extends Construct {
  /** URL that events are posted to, without a trailing slash. */
  readonly url: string;
  /** Arrivals, errors, scratch and the pipeline's results: pseudonymous, for two to three days. */
  readonly arrivalsBucket: IBucket;
  /** Facts, releases and reports. */
  readonly factsBucket: IBucket;
  /** The API in front of the collector. */
  readonly api: HttpApi;
  /** Name of the analysts' work group in Athena. */
  readonly workGroup: string;
  /** To be attached to analysts' roles; grantQueries does it. */
  readonly analystsPolicy: IManagedPolicy;
  /** Topic that alarms notify; undefined if alarms are off. */
  readonly alarmTopic: ITopic | undefined;
  readonly #parts: Parts;
  readonly #deployment: Deployment;

  /** Throws a ConfigError with the JSON path of each mistake in the configuration. */
  constructor(scope: Construct, id: string, props: HeadcountProps = {}) {
    super(scope, id);
    if (props.config !== undefined && props.configFile !== undefined)
      throw new Error('name either config or configFile, not both');
    const file = resolve(props.configFile ?? 'headcount.json');
    const config = parseConfig(
      props.config === undefined ? decodeText(readFileSync(file)) : JSON.stringify(props.config),
    );
    this.#deployment = deploymentOf(config, props.configFolder ?? dirname(file));
    const { aws } = this.#deployment;
    const boundary = props.permissionsBoundary ?? boundaryFor(this, aws.permissionsBoundary);
    if (boundary !== undefined) PermissionsBoundary.of(this).apply(boundary);
    for (const [name, value] of Object.entries(aws.tags)) Tags.of(this).add(name, value);
    const here = () => this;
    this.#parts = compose(
      this.#deployment,
      { lake: here, collect: here, analytics: here, operations: here },
      props.certificate ?? this.#certificate(),
    );
    const { lake, collect, analytics, operations } = this.#parts;
    this.url = collect.url;
    this.arrivalsBucket = lake.arrivals;
    this.factsBucket = lake.facts;
    this.api = collect.api.api;
    this.workGroup = this.#deployment.workGroups.analysts;
    this.analystsPolicy = analytics.analysts;
    this.alarmTopic = operations?.topic;
  }

  /** Returns the tag for the pages of a site; throws a RangeError for an unknown site. */
  scriptTag(site: string): string {
    const tagged = this.#deployment.config.sites.find((candidate) => candidate.id === site);
    if (tagged === undefined)
      throw new RangeError(
        `no site ${JSON.stringify(site)}: there are ${this.#deployment.config.sites.map((candidate) => candidate.id).join(', ')}`,
      );
    return scriptTag(this.url, tagged);
  }

  /** Lets a role query facts and releases, and denies it arrivals, scratch, salts and the pipeline's results. */
  grantQueries(role: IRole): void {
    role.addManagedPolicy(this.analystsPolicy);
  }

  #certificate(): ICertificate | string | undefined {
    const { domain } = this.#deployment.aws;
    if (domain === undefined) return undefined;
    if (domain.certificateArn !== undefined) return domain.certificateArn;
    const { region } = Stack.of(this);
    if (Token.isUnresolved(region) || region !== 'us-east-1')
      throw new Error(
        '$.aws.domain: outside of us-east-1 a certificate of us-east-1 is needed: name certificateArn, ' +
          'or give the construct a certificate',
      );
    return createCertificate(this, domain);
  }
}
