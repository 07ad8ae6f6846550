/** Creates the parts of one deployment, each in the scope it is given: one stack or several. */
import type { Construct } from 'constructs';
import { Analytics } from './analytics/analytics.ts';
import { Collect } from './collect/collect.ts';
import type { CertificateSource } from './collect/edge.ts';
import type { Deployment } from './deployment.ts';
import { Lake } from './lake/lake.ts';
import { Operations } from './operations/operations.ts';
import { analyticsOutputs, collectOutputs, lakeOutputs, writeOutputs } from './outputs.ts';

/** The scope of each part; called only for parts that are created. */
export type Scopes = Readonly<Record<'lake' | 'collect' | 'analytics' | 'operations', () => Construct>>;

export interface Parts {
  readonly lake: Lake;
  readonly collect: Collect;
  readonly analytics: Analytics;
  /** Undefined if alarms are off. */
  readonly operations: Operations | undefined;
}

export function compose(
  deployment: Deployment,
  scopes: Scopes,
  certificate: CertificateSource | undefined,
): Parts {
  const lake = new Lake(scopes.lake(), 'Lake', { deployment });
  const collect = new Collect(scopes.collect(), 'Collect', {
    deployment,
    lake,
    ...(certificate === undefined ? {} : { certificate }),
  });
  const analytics = new Analytics(scopes.analytics(), 'Analytics', { deployment, lake, collect });
  const operations =
    deployment.aws.alarms?.on === true
      ? new Operations(scopes.operations(), 'Operations', { deployment, collect, analytics })
      : undefined;
  writeOutputs(scopes.lake(), lakeOutputs(lake, deployment));
  writeOutputs(scopes.collect(), collectOutputs(collect, deployment));
  writeOutputs(scopes.analytics(), analyticsOutputs(analytics, deployment));
  return { lake, collect, analytics, operations };
}
