/**
 * `/v1/demand`: the function that answers it, and its routes. Its role may read the released object of each side and
 * nothing else.
 */
import { Duration } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { DEMAND_METHODS, DEMAND_PATH } from '#core/collect/routes';
import { DEMAND_KEY, ENV, REGISTER_DEMAND_KEY } from '#runtime/aws/env';
import type { Deployment } from '../deployment.ts';
import { bundleCode } from '../functions/bundle.ts';
import { NodeFunction } from '../functions/node-function.ts';
import type { Lake } from '../lake/lake.ts';
import type { CollectorApi } from './collector-api.ts';

export interface DemandProps {
  readonly deployment: Deployment;
  readonly lake: Lake;
  readonly api: CollectorApi;
}

export class Demand extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, props: DemandProps) {
    super(scope, id);
    const {
      deployment: { aws, registerDemand },
      lake,
      api,
    } = props;
    this.function = new NodeFunction(this, 'Answer', {
      // Without headcount.json, which it does not need.
      code: bundleCode('demand', {}),
      description: `Headcount ${aws.stage}: answers the demand for topics`,
      timeout: Duration.seconds(10),
      memoryMiB: 256,
      environment: {
        [ENV.factsBucket]: lake.facts.bucketName,
        ...(registerDemand === undefined ? {} : { [ENV.registerOpenBucket]: registerDemand.bucketName }),
      },
      logDays: aws.logDays,
    });
    this.function.allow(
      ['s3:GetObject'],
      [
        lake.facts.arnForObjects(DEMAND_KEY),
        ...(registerDemand === undefined ? [] : [registerDemand.arnForObjects(REGISTER_DEMAND_KEY)]),
      ],
    );
    // The register's open bucket has no key of its own.
    if (lake.factsKey !== undefined) this.function.allow(['kms:Decrypt'], [lake.factsKey.keyArn]);
    api.api.addRoutes({
      path: DEMAND_PATH,
      methods: DEMAND_METHODS.map((method) => HttpMethod[method as keyof typeof HttpMethod]),
      integration: new HttpLambdaIntegration('Demand', this.function.lambda),
    });
  }
}
