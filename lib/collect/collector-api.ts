/**
 * The HTTP API in front of the collector: throttled, open to the sites' origins. It may not log: each line would be an
 * access time.
 */
import { Duration } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpApi, HttpStage, type CorsPreflightOptions } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import type { HeadcountFunction } from '../functions/headcount-function.ts';

export interface CollectorApiProps {
  readonly deployment: Deployment;
  readonly collector: HeadcountFunction;
}

export class CollectorApi extends Construct {
  readonly api: HttpApi;
  /** `https://ID.execute-api.REGION.amazonaws.com`, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: CollectorApiProps) {
    super(scope, id);
    const {
      deployment: { aws, config },
      collector,
    } = props;
    const origins = [...new Set(config.sites.flatMap((site) => site.origins))];
    this.api = new HttpApi(this, 'Api', {
      apiName: `headcount-${aws.stage}`,
      description: 'Headcount collector',
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration('Collector', collector.lambda),
      ...(origins.length === 0 ? {} : { corsPreflight: corsPreflight(origins) }),
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: aws.throttle.requestsPerSecond, burstLimit: aws.throttle.burst },
    });
    acknowledge(
      stage,
      'APIG1',
      "Off on purpose: each line of an access log is one visitor's access time, and the usual format " +
        'begins with the address. Errors and latency are counted by the metrics of the API and the ' +
        'function.',
    );
    acknowledge(
      this.api,
      'APIG4',
      'Browsers of anonymous visitors post here: there is nobody to authorize. Origins, hosts and ' +
        "servers' keys are checked by the collector, event by event.",
    );
    this.url = this.api.apiEndpoint;
  }
}

/** Matches core/collect/cors.ts: the API answers preflights in place of the function, and its headers win. */
function corsPreflight(origins: readonly string[]): CorsPreflightOptions {
  return {
    allowOrigins: [...origins],
    allowMethods: [CorsHttpMethod.POST],
    // The API takes no name beside it.
    allowHeaders: ['*'],
    allowCredentials: false,
    maxAge: Duration.days(1),
  };
}
