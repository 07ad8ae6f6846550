/**
 * The stack outputs that people and the command line need, with fixed names in the app's stacks. It may not contain a
 * secret.
 */
import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { scriptTag } from '#core/config/script-tag';
import type { Analytics } from './analytics/analytics.ts';
import type { Collect } from './collect/collect.ts';
import type { Deployment } from './deployment.ts';
import type { Lake } from './lake/lake.ts';

type Outputs = Readonly<Record<string, readonly [value: string, description: string]>>;

export function writeOutputs(scope: Construct, outputs: Outputs): void {
  for (const [name, [value, description]] of Object.entries(outputs))
    new CfnOutput(scope, name, { value, description });
}

export function lakeOutputs(lake: Lake, { databases }: Deployment): Outputs {
  return {
    ArrivalsBucket: [
      lake.arrivals.bucketName,
      'Arrivals, errors, scratch: pseudonymous, for two to three days.',
    ],
    FactsBucket: [lake.facts.bucketName, 'Facts, releases and reports.'],
    Database: [databases.views, 'Glue database with the views.'],
    StoreDatabase: [databases.store, 'Glue database with the tables behind the views.'],
    ScratchDatabase: [databases.scratch, 'Glue database of arrivals and scratch.'],
  };
}

export function collectOutputs(collect: Collect, { config }: Deployment): Outputs {
  return {
    CollectorUrl: [collect.url, 'Events are posted to /v1/events below it.'],
    ServerUrl: [
      collect.api.url,
      'For servers that post with a key; the same as CollectorUrl without a domain.',
    ],
    ScriptTag: [
      config.sites[0] === undefined ? '' : scriptTag(collect.url, config.sites[0]),
      'For the pages of the first site; data-site names another.',
    ],
    Stream: [collect.delivery.stream.ref, 'Firehose stream of the arrivals.'],
    FallbackQueue: [collect.fallback.queue.queueUrl, 'What Firehose did not take.'],
    DeadLetterQueue: [collect.fallback.deadLetters.queueUrl, 'What could not be fed back for two days.'],
    SaltsTable: [collect.salts.table.tableName, 'Salts of the days; only the collector can read it.'],
    ...(collect.cname === undefined
      ? {}
      : { Cname: [collect.cname, 'Set this record where the domain is managed.'] as const }),
  };
}

export function analyticsOutputs(analytics: Analytics, { workGroups }: Deployment): Outputs {
  const { pipeline } = analytics;
  return {
    AnalystsWorkGroup: [workGroups.analysts, 'Athena work group for analysts.'],
    ResultsBucket: [analytics.results.bucketName, "Results of analysts' queries."],
    AnalystsPolicyArn: [analytics.analysts.managedPolicyArn, "Managed policy to attach to analysts' roles."],
    PipelineWorkGroup: [workGroups.pipeline, 'Athena work group of the pipeline.'],
    StateTable: [pipeline.state.tableName, 'What runs of the pipeline have done.'],
    SealFunction: [pipeline.seal.lambda.functionName, 'Seals every complete day.'],
    ReleaseFunction: [pipeline.release.lambda.functionName, 'Draws releases and settles months.'],
    ReportFunction: [pipeline.report.lambda.functionName, 'Writes the pages of each month.'],
  };
}
